context "shop"
service "products" { context = "shop", endpoints = { GET "/products", GET "/search" } }
gateway "edge" { -- expect: gateway/missing-rate-limit "anybody may send 'edge' any number of requests: GET /products and /search"
  routes = {
    route "/products" { service = "products", methods = { "GET" }, public = true },
    route "/search" { service = "products", public = true },
  },
}
