-- A prefix of an endpoint's path, placeholders on either side, a stripped prefix, one method of several, a
-- health check.
context "shop"
service "orders" {
  context = "shop",
  endpoints = { GET "/orders/{id}/lines", POST "/orders", GET "/catalog/{sku?}" },
  health = { readiness "/ready" },
}
gateway "edge" {
  authentication = { type = "jwt" },
  routes = {
    route "/orders" { service = "orders" },
    route "/orders/42" { service = "orders" },
    route "/orders/:id/lines/" { service = "orders", methods = { "get", "PUT" } },
    route "/api/v1/orders" { service = "orders", strip_prefix = "/api/v1", methods = { "POST" } },
    route "/catalog" { service = "orders", methods = { "GET" } },
    route "/orders/**" { service = "orders", methods = { "GET" } },
    route "/status/ready" { service = "orders", strip_prefix = "/status" },
    route "/" { service = "orders" },
  },
}
