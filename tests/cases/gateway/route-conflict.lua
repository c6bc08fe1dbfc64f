context "shop"
service "orders" { context = "shop" }
service "history" { context = "shop" }
gateway "edge" {
  authentication = { type = "jwt" },
  routes = {
    route "/orders/{id}" { service = "orders", methods = { "GET", "PUT" } },
    route "/orders/:order" { service = "history", methods = { "get", "HEAD" } }, -- expect: gateway/route-conflict "get, HEAD /orders/:order of 'edge' leads to orders, and to history as well"
    route "/all" { service = "orders" },
    route "/all" { service = "history" }, -- expect: gateway/route-conflict "/all of 'edge'"
    route "/mixed" { service = "orders", methods = { "GET" } },
    route "/mixed" { service = "orders" },
    route "/mixed" { service = "history", methods = { "GET" } }, -- expect: gateway/route-conflict "GET /mixed"
  },
}
