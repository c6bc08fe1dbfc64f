-- select: resilience/retry-amplification
context "shop"
external "bank"
service "adapter" { context = "shop", dependencies = { sync "bank" { retry = { max_attempts = 2 } } } }
service "payments" { context = "shop", dependencies = { sync "adapter" } }
service "orders" { context = "shop", dependencies = { sync "payments" { retry = { max_attempts = 3 } } } }
-- Begins at the first call that is tried again, and ends at the last one.
service "web" { context = "shop", dependencies = { sync "storefront" } }
service "storefront" { context = "shop", dependencies = {
  sync "orders" { retry = { max_attempts = 2 } }, -- expect: resilience/retry-amplification "one request to storefront may become 12 requests to bank: storefront -> orders -> payments -> adapter -> bank, 2 × 3 × 1 × 2, limit 8"
} }
service "log" { context = "shop" }
-- Nearly so: exactly 8.
service "a" { context = "shop", dependencies = { sync "b" { retry = { max_attempts = 2 } } } }
service "b" { context = "shop", dependencies = { sync "c" { retry = { max_attempts = 2 } } } }
service "c" { context = "shop", dependencies = { sync "log" { retry = { max_attempts = 2 } } } }
-- Nearly so: calls on a cycle are no chain.
service "x" { context = "shop", dependencies = { sync "y" { retry = { max_attempts = 9 } } } }
service "y" { context = "shop", dependencies = { sync "x" { retry = { max_attempts = 9 } } } }
-- Nobody says how often.
service "p" { context = "shop", dependencies = { sync "q" { retry = { backoff = "10ms" } } } }
service "q" { context = "shop", dependencies = { sync "log" { retry = { max_attempts = 8 } } } }
