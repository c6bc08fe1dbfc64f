-- select: resilience/timeout-inversion
-- A policy that is too short is one mistake, whoever calls; on either side policies count.
context "shop"
service "bank-adapter" { context = "shop" }
service "payments" { context = "shop", dependencies = { sync "bank-adapter" } }
timeout { service = "bank-adapter", timeout = "400ms" }
retry_policy { service = "bank-adapter", max_attempts = 2, backoff = "10ms" }
timeout {
  service = "payments",
  timeout = "500ms", -- expect: resilience/timeout-inversion "orders, refunds and vouchers wait 500 ms for payments, which may wait 800 ms (2 × 400 ms)"
}
service "orders" { context = "shop", dependencies = { sync "payments" } }
service "refunds" { context = "shop", dependencies = { sync "payments" } }
service "vouchers" { context = "shop", dependencies = { sync "payments" } }
service "patient" { context = "shop", dependencies = { sync "payments" { timeout = "1s" } } }
