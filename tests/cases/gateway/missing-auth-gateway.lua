-- Not a word about authentication: one finding for all six.
context "shop"
service "orders" { context = "shop", endpoints = { GET "/orders", POST "/orders" } }
service "sketch" { context = "shop" }
gateway "edge" { -- expect: gateway/missing-auth "'edge' asks nobody who they are, and lets anybody change state by 6 routes"
  routes = {
    route "/orders" { service = "orders" },
    route "/a" { service = "sketch", methods = { "POST" } },
    route "/b" { service = "sketch", methods = { "PUT" } },
    route "/c" { service = "sketch", methods = { "PATCH" } },
    route "/d" { service = "sketch", methods = { "DELETE" } },
    route "/e" { service = "sketch", methods = { "POST" } },
    route "/f" { service = "sketch", methods = { "GET" } },
    route "/g" { service = "sketch" },
  },
}
