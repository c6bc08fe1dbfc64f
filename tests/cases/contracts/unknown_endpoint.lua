context "shop"
actor "customer"

service "orders" {
  context = "shop",
  endpoints = { GET "/api/v1/orders/{order_id}", POST "/api/v1/orders" },
  health = { liveness "/health" },
}
service "stock" {
  context = "shop",
  endpoints = { rpc "shop.v1.Stock/Reserve", rpc "shop.v1.Stock/Release" },
}
service "catalog" {
  context = "shop",
  endpoints = { query "product", mutation "rate", handler "resize-image" },
}
service "mail" { context = "shop" } -- expect: contracts/missing-contract "mail is called by right"
service "edge" { context = "shop", endpoints = { GET "/status" } }
gateway "api" { service = "edge", routes = { route "/orders" { service = "orders" } } }

-- What is there, however it is written.
service "right" {
  context = "shop",
  dependencies = {
    sync "orders" { endpoints = { "POST /api/v1/orders", "get /api/v1/orders/:id/", "GET /api/v1/orders/7?full", "GET /health" } },
    sync "stock" { endpoints = { "Reserve", "Stock/Release", "/shop.v1.Stock/Reserve" } },
    sync "catalog" { endpoints = { "product", "mutation rate", "resize-image", "POST /graphql" } },
    sync "mail" { endpoint = "POST /anything" },
    sync "edge" { endpoint = "POST /orders" },
    sync "api" { endpoint = "POST /nowhere" },
  },
}

-- What cannot be told.
service "vague" {
  context = "shop",
  dependencies = {
    sync "orders" { endpoints = { "place an order", "*", "/api/v1", "/orders/*", "cancel" } },
    sync "stock" { endpoints = { "reserve the stock" } },
  },
}

-- What is not there.
service "wrong" {
  context = "shop",
  dependencies = {
    sync "orders" { endpoint = "DELETE /api/v1/orders/{id}" }, -- expect: contracts/unknown-endpoint "wrong calls 'DELETE /api/v1/orders/{id}', which orders does not declare"
    sync "stock" { endpoints = {
      "Reserve",
      "Stock/Book", -- expect: contracts/unknown-endpoint "wrong calls 'Stock/Book', which stock does not declare"
      "shop.v2.Stock/Reserve", -- expect: contracts/unknown-endpoint:7
      "release", -- expect: contracts/unknown-endpoint "'release'"
    } },
    sync "catalog" { endpoint = "resize-picture" }, -- expect: contracts/unknown-endpoint
  },
}

-- The same mistake twice is one finding.
service "wrong-too" {
  context = "shop",
  dependencies = { sync "orders" { endpoint = "DELETE /api/v1/orders/{id}" } },
}

-- What a gateway's service only passes on, gateway/route-without-endpoint says; what no route is for, it does not.
service "front" {
  context = "shop",
  dependencies = {
    sync "orders" { endpoints = {
      "PUT /api/v1/orders", "POST /refunds/**",
      "PATCH /api/v1/orders", -- expect: contracts/unknown-endpoint "front calls 'PATCH /api/v1/orders'"
      "PUT /payments", -- expect: contracts/unknown-endpoint "front calls 'PUT /payments'"
    } },
    sync "stock" { endpoint = "Stock/Count" }, -- expect: contracts/unknown-endpoint "front calls 'Stock/Count'"
  },
}
gateway "front-routes" {
  service = "front",
  routes = {
    route "/api/v1/orders" { service = "orders", methods = { "PUT" } },
    route "/shop/refunds/**" { service = "orders", strip_prefix = "/shop" },
    route "/stock" { service = "stock" },
  },
}

scenario "order" {
  "customer -> orders: POST /orders",
  "customer -> orders: pay",
  "customer -> orders: POST /refunds", -- expect: contracts/unknown-endpoint "customer calls 'POST /refunds'"
  "orders --> customer: /refunds",
  alt "in stock" {
    "right ->> stock: Stock/Take", -- expect: contracts/unknown-endpoint "right calls 'Stock/Take'"
    "note orders: /refunds are for later",
  },
}
