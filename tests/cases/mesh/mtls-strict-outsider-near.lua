-- Members among themselves, calls out of the mesh, a member of another mesh, a gateway that nobody realises.
context "billing"
external "bank"
service "ledger" { context = "billing", endpoints = { GET "/balances" }, dependencies = { sync "outside" } }
service "reports" { context = "billing", dependencies = { sync "ledger" { endpoint = "GET /balances" } } }
service "partner" { context = "billing", dependencies = { sync "ledger" { endpoint = "GET /balances" } } }
service "outside" { context = "billing", dependencies = { async "ledger" {} } }
gateway "edge" { routes = { route "/balances" { service = "ledger" } } }
mesh "vault" { security = { mtls = "strict" }, services = { "ledger", "reports" } }
mesh "other" { security = { mtls = "strict" }, services = { "partner" } }
scenario "payment" { "ledger -> bank: book it", "bank --> ledger: done" }
