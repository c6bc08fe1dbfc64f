-- The arrow runs the wrong way.
context "shop"
service "orders" { context = "shop", dependencies = { sync "payments" } }
service "payments" { context = "shop", dependencies = { async "orders" { through = "paid" } } }
topic "paid"
service "ledger" { context = "shop", dependencies = { sync "payments" } }
scenario "pay" {
  "payments -> orders: paid", -- expect: calls/undeclared-in-scenario "payments calls orders, but only messages go from payments to it"
  "payments -> ledger: book", -- expect: calls/undeclared-in-scenario "payments calls ledger, but the dependency runs the other way: ledger calls payments"
}
