context "ordering"
context "inventory"
context "shipping"

relationship {
  upstream = "ordering", -- expect: contexts/wrong-direction "but only 'ordering' depends on 'inventory': orders calls stock (1 call)"
  downstream = "inventory",
}
relationship {
  upstream = "shipping", -- expect: contexts/wrong-direction "parcels consumes order.created of orders"
  downstream = "ordering",
}

event "order.created" { schema = { id = "string" } }
service "stock" { context = "inventory" }
service "orders" { context = "ordering", dependencies = { sync "stock" }, publishes = { "order.created" } }
service "parcels" { context = "shipping", consumes = { on "order.created" } }
