-- Of two untraced services in a row the first is told; at either end of a chain nothing is cut.
context "shop"
service "web" { context = "shop", tracing = tracing { tracer = "jaeger" }, dependencies = { sync "orders", sync "mail" } }
service "orders" { context = "shop", dependencies = { sync "prices" } } -- expect: tracing/broken-chain "orders is not traced, so that traces end at web and start anew at payments: web -> orders -> prices -> payments"
service "prices" { context = "shop", dependencies = { sync "payments" } }
service "payments" { context = "shop" }
tracing { service = "payments", tracer = "jaeger" }
service "mail" { context = "shop" }
service "job" { context = "shop", dependencies = { sync "payments" } }
