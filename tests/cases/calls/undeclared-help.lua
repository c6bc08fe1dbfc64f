-- A remedy for each way in which a step can be wrong, and how many steps are to go.
-- select: calls/undeclared-in-scenario
-- help: calls/undeclared-in-scenario add sync "bank" to the dependencies of stock, or delete the 2 steps from the scenarios
-- help: calls/undeclared-in-scenario write "orders -> stock" if orders calls, "stock --> orders" if it is answered, "stock ->> orders" for a message, or delete the step from the scenario
-- help: calls/undeclared-in-scenario write "bank ->> orders" for a message, since a call would close a circle, or delete the step
context "s" {}
service "orders" { context = "s", dependencies = { sync "stock" {}, sync "mail" {} } }
service "stock" { context = "s", dependencies = { sync "mail" {} } }
service "mail" { context = "s", dependencies = { sync "bank" {} } }
service "bank" { context = "s", dependencies = { sync "ledger" {} } }
service "ledger" { context = "s" }
scenario "buy" {
  "stock -> bank: pay", -- expect: calls/undeclared-in-scenario
  "stock -> orders: done", -- expect: calls/undeclared-in-scenario
  "bank -> orders: paid", -- expect: calls/undeclared-in-scenario
  opt "again" { "stock -> bank: pay" },
}
