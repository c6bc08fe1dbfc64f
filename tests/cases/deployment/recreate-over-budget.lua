context "sales"
service "orders" {
  context = "sales",
  slos = { slo "availability" { target = "99.99%", window = "30d" }, slo "latency_p99" { target = "1s", window = "7d" } },
  deployment = recreate { downtime = "10m" }, -- expect: deployment/recreate-over-budget:38 "one deployment of orders takes 10 min, and availability 99.99 % leaves 4.3 min in 30 d"
}
-- The looser objective has the shorter time.
service "stock" {
  context = "sales",
  slos = { slo "availability" { target = "99.9%", window = "30d" }, slo "error_rate" { target = "1%", window = "1h" } },
  deployment = recreate { downtime = "40s" }, -- expect: deployment/recreate-over-budget "error_rate 1 % leaves 36 s in 1 h"
}
-- Within the budget; not said how long; nothing promised.
service "mail" { context = "sales", slos = { slo "availability" { target = "99.99%", window = "30d" } }, deployment = recreate { downtime = "4m" } }
service "post" { context = "sales", slos = { slo "availability" { target = "99.99%", window = "30d" } }, deployment = recreate {} }
service "hints" { context = "sales", deployment = recreate { downtime = "1d" } }
