-- select: contexts/open-host-without-contract
context "inventory"
context "ordering"
context "shipping"
context "payment"
context "mailing"
relationship {
  upstream = "inventory",
  downstream = "ordering",
  upstream_roles = { "open-host-service" }, -- expect: contexts/open-host-without-contract "none of the services called there declares an endpoint: stock and shelves"
}
relationship {
  upstream = "inventory",
  downstream = "shipping",
  upstream_roles = { "open-host-service" },
}
relationship {
  upstream = "ordering",
  downstream = "shipping",
  upstream_roles = { "published-language" }, -- expect: contexts/open-host-without-contract "none of the events consumed elsewhere has a schema: order.created"
}
relationship {
  upstream = "payment",
  downstream = "ordering",
  upstream_roles = { "open-host-service", "published-language" },
}
relationship {
  upstream = "mailing",
  downstream = "ordering",
  upstream_roles = { "open-host-service", "published-language" },
}

event "order.created"
event "payment.settled" { schema = { id = "string" } }
event "payment.noticed"

-- The endpoint of a service that nobody else calls is no contract for those who call.
service "stock" { context = "inventory" }
service "shelves" { context = "inventory" }
service "robots" { context = "inventory", endpoints = { GET "/robots" } }
service "orders" {
  context = "ordering",
  dependencies = { sync "stock", sync "payments", sync "ledger" },
  publishes = { "order.created" },
  consumes = { on "payment.settled", on "payment.noticed" },
}
service "parcels" {
  context = "shipping",
  dependencies = { sync "shelves", sync "stock" },
  consumes = { on "order.created" },
}
-- One contract of several is not none.
service "payments" {
  context = "payment",
  endpoints = { POST "/payments" },
  publishes = { "payment.settled", "payment.noticed" },
}
service "ledger" { context = "payment" }
-- Called by nobody: nothing to say.
service "mailer" { context = "mailing" }
