-- ln(0.05) / ln(1 - 0.001) = 2994.2 requests are needed; 20/s × 5 % × 10 min are 600.
context "sales"
actor "customer"
service "orders" {
  context = "sales", slos = { slo "availability" { target = "99.9%", window = "30d" } },
  deployment = canary { steps = { "5%", "25%", "100%" }, pause = "10m", metrics_based = true }, -- expect: deployment/canary-too-little-traffic:66 "the first step of the canary of orders sees at most 600 requests (5 % of 20/s for 10 min); to tell availability 99.9 % from a breach takes 2995"
}
-- The objective that analysis names counts, not the strictest of all.
service "checkout" {
  context = "sales",
  slos = { slo "availability" { target = "99.9%", window = "30d" }, slo "error_rate" { target = "0.5%", window = "1h" } },
  deployment = canary { initial = "5%", pause = "9m", analysis = { "error_rate" } }, -- expect: deployment/canary-too-little-traffic "sees at most 540 requests (5 % of 20/s for 9 min); to tell error_rate 0.5 % from a breach takes 598"
}
service "stock" {
  context = "sales",
  slos = { slo "availability" { target = "99.9%", window = "30d" }, slo "error_rate" { target = "0.5%", window = "1h" } },
  deployment = canary { initial = "5%", pause = "10m", analysis = { "error_rate" } },
}
scenario "order" { "customer -> orders: POST /orders", "customer -> checkout: POST /carts", "customer -> stock: GET /stock" }
workload "day" { scenario = "order", rate = "20/s" }
