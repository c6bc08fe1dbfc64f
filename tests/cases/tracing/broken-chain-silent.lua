-- Nobody speaks of tracing; and where a mesh traces all, nothing is missing.
context "shop"
service "web" { context = "shop", dependencies = { sync "orders" } }
service "orders" { context = "shop", dependencies = { sync "payments" } }
service "payments" { context = "shop" }
mesh "quiet" { observability = { tracing = false } }
