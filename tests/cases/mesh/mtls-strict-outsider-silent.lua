-- A mesh that lists nobody has everybody in it; one that is not strict asks for no certificate.
context "billing"
service "ledger" { context = "billing", endpoints = { GET "/balances" } }
service "reports" { context = "billing", dependencies = { sync "ledger" { endpoint = "GET /balances" } } }
mesh "all" { security = { mtls = "strict" } }
mesh "some" { security = { mtls = "strict" }, services = { "ledger" } }
