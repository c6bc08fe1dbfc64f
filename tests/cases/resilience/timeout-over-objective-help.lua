-- Giving up sooner is offered where the callee has given up by then; else the promise has to give way, for each of two
-- findings would ask for what the other forbids.
-- select: resilience/timeout-over-objective, resilience/timeout-inversion
-- help: resilience/timeout-over-objective give up sooner: timeout = "300ms" or less; or promise what can be kept: target = "500ms"
-- help: resilience/timeout-over-objective promise what can be kept: target = "500ms"; or let stock give up on shelves within 300ms, and then do so here, too
-- help: resilience/timeout-over-objective try less often, or promise what can be kept: target = "1100ms"
context "shop" {}
service "shelves" { context = "shop" }
service "prices" { context = "shop", dependencies = { sync "shelves" { timeout = "300ms" } } }
service "stock" { context = "shop", dependencies = { sync "shelves" { timeout = "400ms" } } }
local function promise() return { slo "latency_p99" { target = "300ms", window = "30d" } } end
service "orders" { context = "shop", slos = promise(),
  dependencies = { sync "prices" { timeout = "500ms" } } } -- expect: resilience/timeout-over-objective
service "carts" { context = "shop", slos = promise(),
  dependencies = { sync "stock" { timeout = "500ms" } } } -- expect: resilience/timeout-over-objective
service "lists" { context = "shop", slos = promise(),
  dependencies = { sync "shelves" { timeout = "50ms", -- expect: resilience/timeout-over-objective
    retry = { max_attempts = 2, backoff = "1s" } } } }
