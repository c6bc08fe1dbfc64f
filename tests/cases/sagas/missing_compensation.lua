context "shop"
service "orders" { context = "shop" }
service "stock" { context = "shop" }
service "payments" { context = "shop" }

saga "with-pivot" {
  orchestrator = "orders",
  step "check" { service = "stock", action = "check_stock" },
  step "quote" { service = "payments", action = "GET /prices" },
  step "create" { service = "orders", action = "create_order" }, -- expect: sagas/missing-compensation:3 "'create' of 'with-pivot' has no compensation: when 'mark' fails, nothing undoes it"
  step "mark" { service = "orders", action = "mark_order", compensation = false },
  step "reserve" { service = "stock", action = "reserve", compensation = "release" },
  step "pay" { service = "payments", action = "charge", pivot = true },
  step "confirm" { service = "orders", action = "confirm" },
}

saga "without-pivot" {
  coordination = "choreography",
  step "check out" { service = "orders", action = "check_out_cart" }, -- expect: sagas/missing-compensation "'check out' of 'without-pivot'"
  step "reserve" { service = "stock" }, -- expect: sagas/missing-compensation
  step "validate" { service = "payments", action = "ValidateCard" },
  step "pay" { service = "payments", action = "charge" },
}

-- Nothing before the pivot, nothing before the last, nothing at all.
saga "pivot-first" {
  orchestrator = "orders",
  step "pay" { service = "payments", pivot = true },
  step "confirm" { service = "orders" },
}
saga "one-step" { step "pay" { service = "payments" } }
saga "no-step" { orchestrator = "orders" }
