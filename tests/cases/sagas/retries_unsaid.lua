-- Nobody says of any step whether it is retryable: that is left to another place.
context "shop"
service "orders" { context = "shop" }
service "payments" { context = "shop" }
saga "checkout" {
  step "pay" { service = "payments", pivot = true },
  step "confirm" { service = "orders" },
}
