context "shop"
service "orders" { context = "shop" }
service "stock" { context = "shop" }
service "payments" { context = "shop" }

saga "two" {
  step "pay" { service = "payments", pivot = true },
  step "confirm" { service = "orders", pivot = true }, -- expect: sagas/many-pivots:48 "'two' has 3 pivots: pay, confirm and close"
  step "close" { service = "orders", pivot = true, compensation = "reopen", retryable = false },
}

saga "one" {
  step "reserve" { service = "stock", compensation = "release", pivot = false },
  step "pay" { service = "payments", pivot = true, compensation = "refund" },
  step "confirm" { service = "orders", compensation = false, retryable = true },
  step "ship" { service = "stock", compensation = "call_back", retryable = true }, -- expect: sagas/compensation-after-pivot:51 "'ship' of 'one' comes after the pivot 'pay': its compensation 'call_back' never runs"
  step "tell" { service = "orders" }, -- expect: sagas/step-after-pivot-not-retryable:3 "'tell' of 'one' comes after the pivot 'pay' and is not retryable"
  step "thank" { service = "orders", retryable = false }, -- expect: sagas/step-after-pivot-not-retryable:50
}

saga "none" {
  step "reserve" { service = "stock", compensation = "release" },
  step "pay" { service = "payments", compensation = "refund" },
  step "confirm" { service = "orders", compensation = "reopen" },
}
