-- select: resilience/missing-breaker
context "ordering"
context "inventory"
context "payment"
external "bank"
gateway "edge" { service = "stock" }
service "stock" { context = "inventory" }
service "ledger" { context = "payment" }
service "carts" { context = "ordering" }

service "orders" { context = "ordering", dependencies = {
  sync "carts",
  sync "stock", -- expect: resilience/missing-breaker "orders depends on stock, bank and edge, outside its context, without a circuit breaker"
  sync "bank",
  sync "edge",
} }
-- Nearly so: a breaker of its own, or one for every call; a call that can be done without.
circuit_breaker { service = "ledger", failure_threshold = 5 }
service "quotes" { context = "ordering", dependencies = {
  sync "stock" { circuit_breaker = true },
  sync "ledger",
  sync "bank" { optional = true },
  sync "stock" { fallback = "what was there an hour ago" },
} }
-- A context that nothing declares (model/unresolved) may be the same one.
service "drifter" { context = "nowhere", dependencies = { sync "stock" } }
service "tickets" { context = "ordering", dependencies = { sync "drifter", async "stock" } }
