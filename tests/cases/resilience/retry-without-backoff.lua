-- select: resilience/retry-without-backoff
-- help: resilience/retry-without-backoff add backoff = "100ms", jitter = true to each retry
-- help: resilience/retry-without-backoff add backoff = "100ms", jitter = true to the retry
context "shop"
service "stock" { context = "shop" }
service "prices" { context = "shop" }
service "bank" { context = "shop" }

service "orders" { context = "shop", dependencies = {
  sync "stock" { retry = { max_attempts = 2 } }, -- expect: resilience/retry-without-backoff "orders tries stock and prices again without a pause"
  sync "prices" { retry = { max_attempts = 3, backoff = "0ms", jitter = true } },
  sync "bank" {
    retry = { max_attempts = 3, backoff = "50ms", jitter = false } }, -- expect: resilience/retry-without-backoff "all retries of bank by orders come after the same wait"
} }
-- A policy is one finding, whoever calls.
retry_policy {
  service = "bank", max_attempts = 4, -- expect: resilience/retry-without-backoff "refunds and vouchers try bank again"
}
service "refunds" { context = "shop", dependencies = { sync "bank" } }
service "vouchers" { context = "shop", dependencies = { sync "bank" } }

-- Nearly so: a pause; one that only its growth is said of; one try. Whether there is jitter is not said.
service "careful" { context = "shop", dependencies = {
  sync "stock" { retry = { max_attempts = 3, backoff = "50ms", jitter = true } },
  sync "prices" { retry = { max_attempts = 3, backoff = "50ms" } },
  sync "bank" { retry = { max_attempts = 3, backoff_multiplier = 2, max_backoff = "10s" } },
  sync "stock" { retry = { max_attempts = 1 } },
  sync "stock" { retry = { jitter = false } },
  sync "stock",
} }
