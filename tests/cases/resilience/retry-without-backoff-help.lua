-- The wait is short enough for what is promised, where that leaves one.
-- select: resilience/retry-without-backoff
-- help: resilience/retry-without-backoff add backoff = "25ms", jitter = true to the retry: more would break the promised latency
-- help: resilience/retry-without-backoff add backoff = "100ms", jitter = true to the retry
context "shop" {}
service "stock" { context = "shop" }
local function promise(ms) return { slo "latency_p99" { target = ms, window = "30d" } } end
local function tries() return { timeout = "100ms", retry = { max_attempts = 3 } } end
service "orders" { context = "shop", slos = promise "350ms",
  dependencies = { sync "stock" (tries()) } } -- expect: resilience/retry-without-backoff
service "carts" { context = "shop", slos = promise "305ms",
  dependencies = { sync "stock" (tries()) } } -- expect: resilience/retry-without-backoff
