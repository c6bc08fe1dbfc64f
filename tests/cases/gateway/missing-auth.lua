context "shop"
service "orders" { context = "shop", endpoints = { GET "/orders", POST "/orders", DELETE "/orders/{id}" { auth = "jwt" } } }
service "sketch" { context = "shop" }
service "graph" { context = "shop", endpoints = { query "orders", mutation "cancel" } }
gateway "edge" {
  rate_limiting = { rate = "50/s" },
  routes = {
    route "/orders" { service = "orders" }, -- expect: gateway/missing-auth "/orders of 'edge' changes state, and anybody may take it"
    route "/sketch" { service = "sketch", methods = { "GET", "DELETE" } }, -- expect: gateway/missing-auth
    route "/graphql" { service = "graph" }, -- expect: gateway/missing-auth
    route "/admin" { service = "sketch", auth = "jwt" },
    route "/open" {
      service = "sketch", methods = { "PUT" },
      auth = "none", -- expect: gateway/missing-auth
    },
    route "/stranger" { service = "sketch", methods = { "PATCH" }, public = true }, -- expect: gateway/missing-auth
  },
}
gateway "declined" {
  authentication = { type = "none" },
  routes = {
    route "/orders" { service = "orders", methods = { "POST" } }, -- expect: gateway/missing-auth
  },
}
