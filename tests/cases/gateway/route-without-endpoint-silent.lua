-- What the target offers, or where it serves it, the model does not say.
context "shop"
external "legacy"
service "sketch" { context = "shop" }
service "graph" { context = "shop", endpoints = { GET "/health", query "product" } }
service "functions" { context = "shop", endpoints = { handler "resize" } }
service "rpc" { context = "shop", endpoints = { rpc "Orders/Create" } }
gateway "edge" {
  authentication = { type = "jwt" },
  routes = {
    route "/a" { service = "sketch" },
    route "/shop" { service = "graph" },
    route "/resize" { service = "functions" },
    route "/v1/orders" { service = "rpc" },
    route "/old" { service = "legacy" },
  },
}
