-- help: contracts/verb-in-path name the thing and let the method say what is done, here and where it is called: GET /shop/orders, POST /order and DELETE /orders/all
-- help: contracts/verb-in-path POST /shelves/items
context "shop"

service "orders" {
  context = "shop",
  endpoints = {
    GET "/orders",
    GET "/shop/getOrders", -- expect: contracts/verb-in-path:5 "orders has 3 paths with the verb of the method in them: GET /shop/getOrders, POST /create-order and DELETE /orders/Remove_All"
    POST "/create-order",
    DELETE "/orders/Remove_All",
  },
}
service "users" {
  context = "shop",
  endpoints = {
    POST "/fetchUser", -- expect: contracts/verb-in-path "users has 1 path with the verb of the method in it: POST /fetchUser"
  },
}
service "stock" {
  context = "shop",
  endpoints = { POST "/createShelves/add-items" }, -- expect: contracts/verb-in-path
}

-- Actions on a thing, things that sound like a verb, and what is no path.
service "carts" {
  context = "shop",
  endpoints = {
    POST "/carts/{id}/cancel", POST "/carts/{id}/add", GET "/add-ons", GET "/list-prices", GET "/getaways",
    GET "/address", GET "/lists", GET "/updates", GET "/deleted-carts", GET "/todo-lists", GET "/{getCart}", POST "/get-",
    rpc "Carts/GetCart", query "getCart", mutation "createCart", handler "make-thumbnail",
  },
}
