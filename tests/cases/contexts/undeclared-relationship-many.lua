-- select: contexts/undeclared-relationship
-- All crossings of a pair are one finding at the first of them, with the count.
context "ordering"
context "inventory"
service "stock" { context = "inventory" }
service "orders" {
  context = "ordering",
  dependencies = {
    sync "stock", -- expect: contexts/undeclared-relationship "(8 calls)"
  },
}
for i = 1, 7 do
  service("orders-" .. i) { context = "ordering", dependencies = { sync "stock" } }
end
