-- Both directions are lived, one is declared: the other is undeclared, not merely wrong.
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
