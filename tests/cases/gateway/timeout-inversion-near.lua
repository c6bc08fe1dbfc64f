-- Just as long; no timeout on either side; calls on a cycle; an external.
context "shop"
external "bank"
service "stock" { context = "shop" }
service "orders" {
  context = "shop",
  dependencies = { sync "stock" { timeout = "400ms", retry = { max_attempts = 3 } } },
}
service "history" { context = "shop", dependencies = { sync "stock" } }
service "ping" { context = "shop", dependencies = { sync "pong" { timeout = "5s" } } }
service "pong" { context = "shop", dependencies = { sync "ping" { timeout = "5s" } } }
gateway "edge" {
  authentication = { type = "jwt" },
  routes = {
    route "/orders" { service = "orders", timeout = "1200ms" },
    route "/unsaid" { service = "orders" },
    route "/history" { service = "history", timeout = "1ms" },
    route "/ping" { service = "ping", timeout = "1s" },
    route "/bank" { service = "bank", timeout = "1ms" },
  },
}
