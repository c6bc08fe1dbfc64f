-- select: resilience/timeout-inversion
context "shop"
external "bank"
service "bank-adapter" { context = "shop" }
service "payments" { context = "shop", dependencies = {
  sync "bank-adapter" { timeout = "300ms", retry = { max_attempts = 3 } },
  sync "bank" { timeout = "800ms" },
} }

-- Less than 3 × 300 ms; the longest of the callee's calls counts.
service "orders" { context = "shop", dependencies = {
  sync "payments" { timeout = "899ms" }, -- expect: resilience/timeout-inversion "orders waits 899 ms for payments, which may wait 900 ms (3 × 300 ms) for bank-adapter"
} }
-- Exactly as long is enough, and one's own retries do not make a try longer.
service "refunds" { context = "shop", dependencies = { sync "payments" { timeout = "900ms" } } }
service "vouchers" { context = "shop", dependencies = {
  sync "payments" { timeout = "500ms", retry = { max_attempts = 3 } }, -- expect: resilience/timeout-inversion "vouchers waits 500 ms"
} }
-- The callee calls nobody, or the caller gives no timeout.
service "quick" { context = "shop", dependencies = { sync "bank-adapter" { timeout = "1ms" } } }
service "patient" { context = "shop", dependencies = { sync "payments" } }
