-- The seeds' own names, names that carry their unit, and what every declaration takes.
-- args: --rule model/undocumented=off --rule model/orphan=off
domain "ordering" {
  description = "Orders", tags = { "pci" }, links = { { title = "wiki", url = "https://wiki.example" } },
  properties = { anything = "at all", cost_centre = 4711, deep = { er = true } },
}
service "orders" {
  bounded_context = "ordering", capabilities = { "take orders" },
  dependencies = {
    sync "orders" {
      timeout_ms = 200,
      retry = { attempts = 2, backoff_ms = 50, max_backoff_ms = 1000 },
      circuit_breaker = { failure_threshold = 5, reset_timeout_seconds = 60 },
    },
  },
  health = { liveness "/health" { interval_seconds = 30, timeout_seconds = 3 } },
  deployment = canary { initial_percentage = 5, increment_percentage = 5, pause_duration_minutes = 10 },
}
gateway "api" { rate_limiting = { requests_per_minute = 1000 } }
workload "peak" { requests_per_minute = 1000, duration_minutes = 5 }
experiment "slow" { target = "orders", fault = network_delay { delay_ms = 100 }, duration_seconds = 60 }
topic "t" { retention_days = 7 }
