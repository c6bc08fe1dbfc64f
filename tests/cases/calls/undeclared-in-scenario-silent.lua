-- Services that say nothing yet of whom they talk to, a gateway without routes, a store without users; and a
-- service whose mistyped dependency may be the very one.
-- select: calls/undeclared-in-scenario
context "shop"
actor "customer"
topic "orders"
datastore "views"
service "orders" { context = "shop" }
service "stock" { context = "shop" }
service "payments" { context = "shop", dependencies = { sync "bnak" } }
external "bank"
gateway "front-door"
scenario "buy" {
  "customer -> front-door: POST /orders",
  "front-door -> orders: POST /orders",
  "orders -> stock: reserve",
  "orders ->> orders-gone: nobody",
  "orders ->> stock: news",
  "payments -> bank: charge",
  "payments ->> orders: paid",
  "orders -> views: write",
}
