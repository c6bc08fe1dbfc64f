-- A model that gives no dependency at all says nothing about this one.
context "ordering"
context "inventory"
relationship { upstream = "inventory", downstream = "ordering" }
service "stock" { context = "inventory" }
service "orders" { context = "ordering" }
