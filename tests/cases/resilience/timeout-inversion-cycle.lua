-- select: resilience/timeout-inversion
-- Calls on a cycle count on neither side: neither can outlast itself. What leads there or away from there does.
context "shop"
service "a" { context = "shop", dependencies = { sync "b" { timeout = "100ms" } } }
service "b" { context = "shop", dependencies = { sync "a" { timeout = "900ms" }, sync "c" { timeout = "200ms" } } }
service "c" { context = "shop", dependencies = { sync "c" { timeout = "5s" } } }
service "caller" { context = "shop", dependencies = {
  sync "a" { timeout = "50ms" },
  sync "b" { timeout = "150ms" }, -- expect: resilience/timeout-inversion "caller waits 150 ms for b, which may wait 200 ms for c"
  sync "c" { timeout = "1ms" },
} }
