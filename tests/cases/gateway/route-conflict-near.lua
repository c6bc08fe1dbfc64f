-- Other methods, a path below the other, the same service, another gateway, a trailing slash, shares of one
-- route; and a route for some methods before one for any.
context "shop"
service "orders" { context = "shop" }
service "history" { context = "shop" }
gateway "edge" {
  authentication = { type = "jwt" },
  routes = {
    route "/orders" { service = "orders", methods = { "POST" } },
    route "/orders" { service = "history", methods = { "GET" } },
    route "/orders/{id}" { service = "history" },
    route "/orders/new" { service = "orders" },
    route "/returns" { service = "orders" },
    route "/returns/" { service = "history" },
    route "/" { service = "orders", methods = { "GET" } },
    route "/" { service = "history" },
    route "/shared" { split = { to "orders" { weight = 50 }, to "history" { weight = 50 } } },
    route "/optional/{x}" { service = "orders" },
    route "/optional/{x?}" { service = "history" },
  },
}
gateway "back" {
  authentication = { type = "jwt" },
  routes = { route "/orders" { service = "orders", methods = { "GET" } } },
}
