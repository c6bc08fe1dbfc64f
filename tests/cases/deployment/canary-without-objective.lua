context "sales"
service "orders" {
  context = "sales",
  deployment = canary { steps = { "5%", "100%" }, pause = "10m", metrics_based = true }, -- expect: deployment/canary-without-objective:82 "the canary of orders is judged by metrics"
}
-- Objectives of its own, or of others that it names; or nobody said that metrics judge it.
service "stock" {
  context = "sales", slos = { slo "latency_p99" { target = "1s", window = "7d" } },
  deployment = canary { steps = { "5%", "100%" }, pause = "10m", metrics_based = true },
}
slo "conversions" { target = "200/s", window = "1h" }
service "checkout" {
  context = "sales", deployment = canary { steps = { "5%", "100%" }, metrics_based = true, analysis = { "conversions" } },
}
service "mail" { context = "sales", deployment = canary { initial = "5%" } }
service "post" { context = "sales", deployment = canary { metrics_based = false } }
service "hints" { context = "sales", deployment = rolling {} }
service "images" { context = "sales" }
