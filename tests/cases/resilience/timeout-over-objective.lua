-- select: resilience/timeout-over-objective
context "shop"
service "stock" { context = "shop" }
service "bank" { context = "shop" }

service "orders" {
  context = "shop",
  dependencies = {
    sync "stock" { timeout = "600ms" },
    sync "bank" { timeout = "800ms", -- expect: resilience/timeout-over-objective:29 "orders promises a p99 of 500 ms, but may wait 1.9 s (2 × 800 ms and 300 ms between tries) for bank; 1 more call may take too long"
      retry = { max_attempts = 2, backoff = "300ms" } },
  },
  slos = { slo "latency_p99" { target = "500ms", window = "7d" } },
}
-- Nearly so: exactly as long; a call that can be done without; another percentile; no objective; no timeout.
service "exact" {
  context = "shop", dependencies = { sync "stock" { timeout = "250ms", retry = { max_attempts = 2 } } },
  slos = { slo "latency_p99" { target = "500ms", window = "7d" } },
}
service "soft" {
  context = "shop",
  dependencies = { sync "stock" { timeout = "2s", optional = true }, sync "bank" { timeout = "2s", fallback = "nothing" } },
  slos = { slo "latency_p99" { target = "500ms", window = "7d" } },
}
service "median" {
  context = "shop", dependencies = { sync "stock" { timeout = "2s" } },
  slos = { slo "latency_p50" { target = "50ms", window = "7d" } },
}
service "free" { context = "shop", dependencies = { sync "stock" { timeout = "2s" } } }
service "endless" {
  context = "shop", dependencies = { sync "stock" },
  slos = { slo "latency_p99" { target = "500ms", window = "7d" } },
}
-- Calls on a cycle are left alone.
service "ping" {
  context = "shop", dependencies = { sync "pong" { timeout = "2s" } },
  slos = { slo "latency_p99" { target = "500ms", window = "7d" } },
}
service "pong" { context = "shop", dependencies = { sync "ping" { timeout = "2s" } } }
