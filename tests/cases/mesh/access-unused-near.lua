-- Sync and async calls, routes with and without a realising service, splits, mirrors, traffic rules; what
-- externals and people do is not modelled; calls that name no endpoint may be any.
context "billing"
external "auditor"
actor "clerk"
service "ledger" { context = "billing", endpoints = { GET "/balances" } }
service "ledger-next" { context = "billing", endpoints = { GET "/balances" } }
service "reports" { context = "billing", dependencies = { sync "ledger" } }
service "mailer" { context = "billing", dependencies = { async "ledger" {} } }
service "proxy" { context = "billing" }
gateway "edge" {
  service = "proxy",
  routes = {
    route "/balances" { split = { to "ledger" { weight = 90, mirror = "mailer" }, to "ledger-next" { weight = 10 } } },
  },
}
gateway "inner" {}
traffic "ledger" { host = "ledger", gateway = "inner", routes = { to "ledger-next" { match = { path = "/new" } }, to "ledger" } }
access { from = { "reports" }, to = "ledger", methods = { "GET" }, paths = { "/balances" } }
access { from = { "mailer", "edge", "proxy", "inner", "auditor", "clerk" }, to = "ledger" }
access { from = { "reports", "edge" }, to = "ledger-next" }
access { from = { "edge" }, to = "mailer" }
access { to = "ledger", methods = { "GET" } }
