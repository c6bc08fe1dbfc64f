context "shop"

service "orders" {
  context = "shop",
  endpoints = {
    GET "/orders/{id}",
    GET "/orders/{order_id}/", -- expect: contracts/duplicate-endpoint:5 "GET /orders/{order_id}/ and GET /orders/{id} are one operation of orders"
    GET "/orders/:number",
    POST "/orders",
    POST "/orders", -- expect: contracts/duplicate-endpoint "orders declares POST /orders twice"
    rpc "Orders/Create",
    rpc "Orders/Create", -- expect: contracts/duplicate-endpoint
    PUT "/files/{name}.json",
    PUT "/files/{id}.json", -- expect: contracts/duplicate-endpoint
  },
}

-- Each of these is another operation.
service "carts" {
  context = "shop",
  endpoints = {
    GET "/carts/{id}", PUT "/carts/{id}", GET "/carts/{id}/items", GET "/carts/open", GET "/carts/{id?}",
    GET "/users/{id:int}", GET "/users/{name:str}",
    GET "/prices" { version = "1" }, GET "/prices" { version = "2" }, GET "/prices",
    GET "/v1/carts", GET "/v2/carts", POST "/carts/{id}:close", POST "/carts/{id}:open",
    query "rate", mutation "rate", handler "rate", GET "/rate",
    rpc "Carts/Create", rpc "Carts/create", rpc "v1.Carts/Create",
  },
}
service "others" { context = "shop", endpoints = { GET "/orders/{id}" } }
