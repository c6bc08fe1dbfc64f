-- "Discovery Patterns": how callers find a service.

context "shop"

-- Client-side discovery: the client finds the instances and chooses one.
service "catalog" { context = "shop", discovery = "client-side", endpoints = { GET "/products" } }

-- Server-side discovery: a load balancer finds them.
service "orders" { context = "shop", discovery = "server-side", endpoints = { GET "/orders" } }

-- Service registry: a central directory knows them.
service "prices" { context = "shop", discovery = "registry", endpoints = { GET "/prices" } }

service "storefront" {
  context = "shop",
  dependencies = {
    sync "catalog" { endpoint = "GET /products", timeout = "200ms" },
    sync "orders" { endpoint = "GET /orders", timeout = "200ms" },
    sync "prices" { endpoint = "GET /prices", timeout = "200ms" },
  },
}
