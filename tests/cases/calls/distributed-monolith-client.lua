-- A test client that nobody calls is not where it begins, nor does its one call mend it; what would is said.
-- select: calls/distributed-monolith
-- help: calls/distributed-monolith to front -> orders: 4 of 8 services then hang together
context "shop" {}
service "load" { context = "shop", dependencies = { sync "edge" } }
service "edge" { context = "shop", dependencies = { sync "front" } }
service "front" { context = "shop", dependencies = { sync "orders", sync "catalog", sync "users" } } -- expect: calls/distributed-monolith:1 "front and what it cannot do without are 6 of 8 services"
service "orders" { context = "shop", dependencies = { sync "payment", sync "shipping" } }
service "catalog" { context = "shop" }
service "users" { context = "shop" }
service "payment" { context = "shop" }
service "shipping" { context = "shop" }
