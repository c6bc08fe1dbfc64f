context "shop"
external "bank"
service "stock" { context = "shop" }
service "orders" {
  context = "shop",
  dependencies = {
    sync "stock" { timeout = "400ms", retry = { max_attempts = 3 } },
    sync "bank" { timeout = "1s" },
  },
}
service "history" { context = "shop", dependencies = { sync "stock" } }
timeout { service = "stock", timeout = "2s" }
gateway "edge" {
  authentication = { type = "jwt" },
  routes = {
    route "/orders" {
      service = "orders",
      timeout = "1s", -- expect: gateway/timeout-inversion "/orders of 'edge' waits 1 s for orders, which may wait 1.2 s (3 × 400 ms) for stock"
    },
    route "/shared" {
      split = { to "orders" { weight = 50 }, to "history" { weight = 50 } },
      timeout = "1500ms", -- expect: gateway/timeout-inversion "which may wait 2 s for stock"
    },
  },
}
