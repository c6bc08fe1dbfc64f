-- select: resilience/bulkhead-too-small
-- The least of all limits counts, for each instance of the caller.
context "shop"
service "stock" { context = "shop", performance = { latency_p99 = "100ms" } }
bulkhead {
  service = "stock",
  limit = 10, -- expect: resilience/bulkhead-too-small "(400/s × 100 ms), and its bulkhead allows 10 in each of 3 instances"
}
circuit_breaker { service = "stock", max_connections = 100 }
service "orders" { context = "shop", scaling = { min = 3 }, dependencies = { sync "stock" } }
scenario "order" { "orders -> stock: reserve" }
workload "sale" { scenario = "order", rate = "400/s" }
