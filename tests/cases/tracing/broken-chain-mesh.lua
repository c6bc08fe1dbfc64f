-- A mesh that reports spans traces whom it holds.
context "shop"
service "web" { context = "shop", tracing = tracing { tracer = "otlp" }, dependencies = { sync "orders", sync "stock" } }
service "orders" { context = "shop", dependencies = { sync "payments" } }
service "stock" { context = "shop", dependencies = { sync "payments" } } -- expect: tracing/broken-chain "web -> stock -> payments"
service "payments" { context = "shop" }
mesh "some" { observability = { tracing = true }, services = { "orders", "payments" } }
