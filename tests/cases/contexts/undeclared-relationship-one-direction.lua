-- Both directions are lived, one is declared: the other is undeclared, not merely wrong.
-- help: contexts/undeclared-relationship write in place of that one, as both depend on each other: relationship { between = { "inventory", "ordering" }, pattern = "partnership" }; or remove the dependency
context "ordering"
context "inventory"
relationship { upstream = "inventory", downstream = "ordering" }

service "orders" { context = "ordering", dependencies = { sync "stock" } }
service "stock" {
  context = "inventory",
  dependencies = {
    sync "orders", -- expect: contexts/undeclared-relationship "without a relationship in that direction"
  },
}
