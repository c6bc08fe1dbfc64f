context "billing"
service "ledger" {
  context = "billing",
  endpoints = { GET "/balances/{account}", POST "/entries", rpc "Ledger/Close" },
}
service "reports" { context = "billing", dependencies = { sync "ledger" { endpoint = "GET /balances/{account}" } } }
service "invoices" { context = "billing", dependencies = { sync "ledger" { endpoints = { "GET /balances/{account}", "POST /entries" } } } }
service "closing" { context = "billing", dependencies = { sync "ledger" { endpoint = "Ledger/Close" } } }
gateway "edge" {
  routes = { route "/api/balances" { service = "ledger", strip_prefix = "/api", methods = { "GET" } } },
}
gateway "back" { routes = { route "/entries" { service = "ledger", methods = { "POST", "DELETE" } } } }
access {
  from = { "invoices" }, -- expect: mesh/access-missing "reports calls ledger, which does not admit it", mesh/access-missing "edge routes to ledger, which does not admit it"
  to = "ledger",
  methods = { "GET" }, -- expect: mesh/access-missing "ledger admits invoices, but not for POST /entries"
}
access {
  from = { "closing" }, to = "ledger", methods = { "POST" },
  paths = { "/Ledger/Open" }, -- expect: mesh/access-missing "but not for POST /Ledger/Close"
}
access {
  from = { "back" }, to = "ledger",
  methods = { "POST" }, -- expect: mesh/access-missing "but not for DELETE /entries"
}
