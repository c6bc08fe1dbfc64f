-- No call of anybody is modelled: then none is missing, either.
context "billing"
service "ledger" { context = "billing" }
service "reports" { context = "billing" }
access { from = { "reports" }, to = "ledger" }
