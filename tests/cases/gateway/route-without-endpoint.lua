context "shop"
service "orders" {
  context = "shop",
  endpoints = { GET "/orders", POST "/orders", GET "/orders/{id}" },
}
service "history" { context = "shop", endpoints = { GET "/history/{customer}" } }
gateway "edge" {
  authentication = { type = "jwt" },
  routes = {
    route "/api/orders" { service = "orders" }, -- expect: gateway/route-without-endpoint "'edge' routes /api/orders to orders, whose nearest is GET /orders"
    route "/v1/basket" { service = "orders", strip_prefix = "/v1" }, -- expect: gateway/route-without-endpoint
    route "/orders/{id}" { service = "orders", methods = { "PUT", "PATCH" } }, -- expect: gateway/route-without-endpoint "'edge' routes PUT, PATCH /orders/{id} to orders, which offers only GET at or below /orders/{id}"
    route "/history" { -- expect: gateway/route-without-endpoint "routes /history to orders, which has no such endpoint"
      split = { to "history" { weight = 90 }, to "orders" { weight = 10 } },
    },
    route "/orders/history" { -- expect: gateway/route-without-endpoint "to history"
      service = "history",
    },
    route "/bill" { -- expect: gateway/route-without-endpoint "'edge' routes /bill to bills, which offers it as POST /api/v1/bill"
      service = "bills",
    },
    route "/bills/**" { -- expect: gateway/route-without-endpoint "which offers only GET at or below /bills"
      service = "bills", methods = { "PUT" },
    },
  },
}
service "bills" { context = "shop", endpoints = { POST "/api/v1/bill", GET "/bills/{id}" } }
