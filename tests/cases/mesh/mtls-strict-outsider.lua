context "billing"
external "auditor"
service "ledger" { context = "billing", endpoints = { GET "/balances" } }
service "journal" { context = "billing", endpoints = { GET "/entries" } }
service "reports" {
  context = "billing",
  dependencies = { sync "ledger" { endpoint = "GET /balances" }, sync "journal" { endpoint = "GET /entries" } },
}
service "edge-proxy" { context = "billing" }
gateway "edge" { service = "edge-proxy", routes = { route "/balances" { service = "ledger" } } }
mesh "vault" {
  security = { mtls = "strict" },
  services = { "ledger", "journal" }, -- expect: mesh/mtls-strict-outsider "reports is outside 'vault' and has no certificate of it, so ledger turns its calls away", mesh/mtls-strict-outsider "edge-proxy is outside", mesh/mtls-strict-outsider "auditor is outside"
}
scenario "audit" { "auditor -> ledger: GET /balances" }
