context "billing"
service "ledger" {
  context = "billing",
  endpoints = { GET "/balances", POST "/entries", rpc "Ledger/Close" },
}
service "reports" { context = "billing", dependencies = { sync "ledger" { endpoint = "GET /balances" } } }
service "closing" { context = "billing", dependencies = { sync "ledger" { endpoint = "Ledger/Close" } } }
service "mailer" { context = "billing" }
gateway "edge" { routes = { route "/mail" { service = "mailer" } } }
access {
  from = {
    "reports",
    "mailer", -- expect: mesh/access-unused "mailer may call ledger, but never does"
    "edge", -- expect: mesh/access-unused "edge may call ledger, but never does"
  },
  to = "ledger",
}
access {
  from = { "reports" }, -- expect: mesh/access-unused "nothing that reports asks of ledger is what it may ask here"
  to = "ledger", methods = { "POST" },
}
access {
  from = { "closing" }, -- expect: mesh/access-unused
  to = "ledger", methods = { "POST" }, paths = { "/entries" },
}
access { from = { "closing" }, to = "ledger", methods = { "POST" }, paths = { "/Ledger/" } }
