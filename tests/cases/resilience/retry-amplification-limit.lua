-- select: resilience/retry-amplification
-- args: --rule resilience/retry-amplification.limit=5 --rule resilience/retry-amplification.error-limit=5
context "shop"
service "c" { context = "shop" }
service "b" { context = "shop", dependencies = { sync "c" { retry = { max_attempts = 3 } } } }
service "a" { context = "shop", dependencies = {
  sync "b" { retry = { max_attempts = 2 } }, -- expect: resilience/retry-amplification "2 × 3, limit 5"
} }
retry_policy { service = "e", max_attempts = 5 }
service "e" { context = "shop" }
service "d" { context = "shop", dependencies = { sync "e" } }
