context "shop"
service "orders" {
  context = "shop", scaling = { min = 2, max = 4 }, deployment = rolling {},
  health = { liveness "/live", readiness "/ready" },
}
