-- 2/s × 0.1 % are 0.12 a minute; with both workloads search gets 1.2.
context "shop"
actor "customer"
service "orders" { context = "shop", tracing = tracing { tracer = "otlp",
  sample_rate = "0.1%", -- expect: tracing/sample-too-low "0.1 % of at most 2 requests/s are 0.12 traces of orders a minute, limit 1"
} }
service "search" { context = "shop", tracing = tracing { tracer = "otlp", sample_rate = "0.1%" } }
scenario "buy" { "customer -> orders: POST /orders", "customer -> search: GET /results" }
scenario "look" { "customer -> search: GET /results" }
workload "day" { scenario = "buy", rate = "2/s" }
workload "evening" { scenario = "look", rate = "18/s" }
