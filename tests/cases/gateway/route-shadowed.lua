context "shop"
service "orders" { context = "shop" }
service "history" { context = "shop" }
gateway "edge" {
  authentication = { type = "jwt" },
  routes = {
    route "/orders" { service = "orders" },
    route "/orders" { service = "history", methods = { "GET" } }, -- expect: gateway/route-shadowed "GET /orders of 'edge' gets no request: an earlier route to the same path takes any method"
    route "/lines/{line}" { service = "orders", methods = { "GET", "PUT" }, timeout = "1s" },
    route "/lines/{id}" { service = "orders", methods = { "PUT" }, timeout = "5s" }, -- expect: gateway/route-shadowed "an earlier route takes the same methods of the same path"
    route "/all" { service = "orders" },
    route "/all" { service = "orders", auth = "none" }, -- expect: gateway/route-shadowed
  },
}
