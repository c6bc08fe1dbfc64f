-- Of the calls that take a dead route, those for its very path are told, not all below it.
-- select: gateway/route-without-endpoint
context "a" {}
service "orders" { context = "a", endpoints = { GET "/orders" } }
service "front" {
  context = "a",
  dependencies = { sync "orders" { endpoints = { "GET /orders", "PUT /orders", "PUT /orders/**" } } },
}
gateway "edge" {
  service = "front",
  routes = {
    route "/orders" { service = "orders", methods = { "GET" } },
    route "/orders" { service = "orders", methods = { "PUT" } }, -- expect: gateway/route-without-endpoint
    route "/orders/**" { service = "orders", methods = { "PUT" } }, -- expect: gateway/route-without-endpoint
  },
}
