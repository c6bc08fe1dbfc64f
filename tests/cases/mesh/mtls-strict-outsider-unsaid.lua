context "billing"
service "ledger" { context = "billing", endpoints = { GET "/balances" } }
service "reports" { context = "billing", dependencies = { sync "ledger" { endpoint = "GET /balances" } } }
mesh "some" { type = "istio", services = { "ledger" } }
