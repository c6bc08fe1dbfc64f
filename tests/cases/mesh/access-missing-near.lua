-- Several policies together admit; a policy without `from` admits anybody; templates and wider routes may fit;
-- a call that names no endpoint, a message, and services without a policy are left alone.
context "billing"
service "ledger" { context = "billing", endpoints = { GET "/balances/{account}", POST "/entries" } }
service "journal" { context = "billing", endpoints = { GET "/entries" } }
service "archive" { context = "billing" }
service "reports" {
  context = "billing",
  dependencies = {
    sync "ledger" { endpoints = { "GET /balances/{account}", "POST /entries" } },
    sync "journal" { endpoint = "GET /entries" },
    sync "archive",
  },
}
service "clerk" { context = "billing", dependencies = { sync "ledger", async "archive" {} } }
gateway "edge" {
  routes = {
    route "/api" { service = "ledger", strip_prefix = "/api" },
    route "/journal" { service = "journal", methods = { "get" }, strip_prefix = "/journal" },
  },
}
access { from = { "reports" }, to = "ledger", methods = { "GET" }, paths = { "/balances/42" } }
access { from = { "reports", "clerk" }, to = "ledger", methods = { "POST" }, paths = { "/entries/" } }
access { from = { "edge" }, to = "ledger", methods = { "GET" }, paths = { "/balances" } }
access { to = "journal", methods = { "GET" } }
