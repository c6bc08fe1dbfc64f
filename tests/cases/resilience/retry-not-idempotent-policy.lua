-- select: resilience/retry-not-idempotent
-- A policy repeats whatever is called: one finding, with those it does harm to.
context "shop"
service "payments" { context = "shop", endpoints = { POST "/charges", GET "/charges" } }
retry_policy {
  service = "payments", backoff = "50ms",
  max_attempts = 2, -- expect: resilience/retry-not-idempotent "orders and refunds may try 2 times, but POST /charges of payments"
}
service "orders" { context = "shop", dependencies = { sync "payments" { endpoint = "POST /charges" } } }
service "refunds" { context = "shop", dependencies = { sync "payments" { endpoint = "POST /charges" } } }
service "reports" { context = "shop", dependencies = { sync "payments" { endpoint = "GET /charges" } } }
-- One's own word wins over the policy.
service "once" { context = "shop", dependencies = {
  sync "payments" { endpoint = "POST /charges", retry = { max_attempts = 1 } },
} }
