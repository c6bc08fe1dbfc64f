-- select: resilience/breaker-trips-early
context "shop"
service "stock" { context = "shop" }
service "prices" { context = "shop" }

service "orders" { context = "shop", dependencies = {
  sync "stock" { retry = { max_attempts = 3 },
    circuit_breaker = { failure_threshold = 3 } }, -- expect: resilience/breaker-trips-early:45 "one failed request of orders cuts off stock: the breaker opens after 3 failures, and a request makes 3 tries"
  sync "prices" {
    circuit_breaker = { failure_threshold = 1 } }, -- expect: resilience/breaker-trips-early "opens after 1 failure, and a request makes 1 try"
} }
-- A policy is one finding, at the call with most tries.
circuit_breaker {
  service = "prices",
  failure_threshold = 4, -- expect: resilience/breaker-trips-early "one failed request of quotes cuts off prices"
}
service "refunds" { context = "shop", dependencies = { sync "prices" { retry = { max_attempts = 4 } } } }
service "quotes" { context = "shop", dependencies = { sync "prices" { retry = { max_attempts = 6 } } } }
-- Nearly so: one more than the tries; and a threshold that is not said.
service "careful" { context = "shop", dependencies = {
  sync "stock" { retry = { max_attempts = 3 }, circuit_breaker = { failure_threshold = 4 } },
  sync "stock" { retry = { max_attempts = 3 }, circuit_breaker = { reset_timeout = "30s" } },
  sync "prices" { retry = { max_attempts = 3 }, circuit_breaker = true },
  sync "prices",
} }
