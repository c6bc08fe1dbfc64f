-- select: resilience/bulkhead-too-small
context "shop"
service "stock" {
  context = "shop",
  endpoints = { GET "/stock/{sku}" { latency_p50 = "20ms" }, POST "/reservations" { latency_p50 = "100ms" } },
  performance = { latency_p50 = "50ms", latency_p99 = "900ms" },
}
external "bank" { slos = { slo "latency_p99" { target = "500ms", window = "30d" } } }
service "unmeasured" { context = "shop" }

service "orders" { context = "shop", dependencies = {
  sync "stock" { endpoint = "POST /reservations",
    bulkhead = 19 }, -- expect: resilience/bulkhead-too-small:16 "orders has about 20 calls of stock under way at a time (200/s × 100 ms), and its bulkhead allows 19"
  sync "bank" {
    circuit_breaker = { max_connections = 50 } }, -- expect: resilience/bulkhead-too-small "about 100 calls of bank under way at a time (200/s × 500 ms), and its max_connections allows 50"
  sync "unmeasured" { bulkhead = 1 },
} }
scenario "order" {
  "orders -> stock: POST /reservations",
  "orders -> bank: charge",
  "orders -> unmeasured: note it",
  alt "a gift" { "gifts -> stock: GET /stock/1" },
}
workload "sale" { scenario = "order", rate = "200/s" }

-- Nearly so: just enough; the median counts, not the slowest; only what happens for certain; nobody knows the rate.
service "views" {
  context = "shop", scaling = { min = 2, max = 5 },
  dependencies = {
    sync "stock" { endpoint = "GET /stock/{sku}", bulkhead = 4, protocol = "grpc", circuit_breaker = { max_connections = 1 } },
  },
}
service "reports" { context = "shop", dependencies = { sync "stock" { bulkhead = 50 } } }
service "gifts" { context = "shop", dependencies = { sync "stock" { bulkhead = 1 } } }
service "nightly" { context = "shop", dependencies = { sync "stock" { bulkhead = 1 } } }
scenario "look" { "views -> stock: GET /stock/1", "reports -> stock" }
workload "browsing" { scenario = "look", rate = "1000/s" }
