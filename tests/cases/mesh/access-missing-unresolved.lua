-- Who "invoces" is nobody knows: perhaps the very caller.
-- select: mesh/*
context "billing"
service "ledger" { context = "billing", endpoints = { GET "/balances" } }
service "invoices" { context = "billing", dependencies = { sync "ledger" { endpoint = "GET /balances" } } }
access { from = { "invoces" }, to = "ledger" }
