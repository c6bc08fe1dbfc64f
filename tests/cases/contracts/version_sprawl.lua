context "shop"

service "orders" {
  context = "shop",
  endpoints = {
    GET "/v10/orders/{id}",
    GET "/v1/orders/{order_id}", -- expect: contracts/version-sprawl:5 "GET /v1/orders/{order_id} of orders is live in 3 versions, limit 2: v1, v2 and v10, and 1 more path has too many"
    PUT "/v1/orders/{id}",
    PUT "/v2/orders/{id}",
    POST "/v1/orders", POST "/v2/orders", POST "/v3/orders",
  },
}
service "prices" {
  context = "shop",
  endpoints = {
    GET "/prices" { version = "1" }, -- expect: contracts/version-sprawl "3 versions, limit 2: 1, 2 and 3"
    GET "/prices" { version = "2" },
    GET "/prices" { version = "3" },
  },
}
service "stock" {
  context = "shop",
  endpoints = {
    rpc "shop.v1.Stock/Count" { deprecated = true }, -- expect: contracts/version-sprawl, contracts/deprecated-without-sunset
    rpc "shop.v2.Stock/Count",
    rpc "shop.v3.Stock/Count",
  },
}

-- Two live ones, one on its way out, previews, and other paths.
service "carts" {
  context = "shop",
  endpoints = {
    GET "/v1/carts" { deprecated = true, sunset = "2030-06-30" }, GET "/v2/carts", GET "/v3/carts", GET "/v4beta1/carts",
    GET "/carts", GET "/v1/items", GET "/v2/things", GET "/v3/lists", GET "/maps/{id}/v1", GET "/maps/{id}/v2",
    GET "/maps/{id}/v3",
  },
}
