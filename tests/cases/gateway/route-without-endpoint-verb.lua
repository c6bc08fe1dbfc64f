-- What is to be declared has no verb that its method says, for contracts/verb-in-path would find it.
-- select: gateway/route-without-endpoint
-- help: gateway/route-without-endpoint drop the route, or let the method be the verb: write route "/stock/itemById" with methods = { "GET" } and add GET "/stock/itemById" to the endpoints of stock
-- help: gateway/route-without-endpoint write route "/api/stock/modify" and add POST "/stock/modify" to the endpoints of stock
-- help: gateway/route-without-endpoint write route "/stock/URL" with methods = { "GET" } and
-- help: gateway/route-without-endpoint write route "/stock/all" with methods = { "GET" } and add GET "/stock/all" to the endpoints of stock, and let the call by it name that path
-- help: gateway/route-without-endpoint add what it leads to, such as GET "/stock/getShelves", to the endpoints of stock
-- help: gateway/route-without-endpoint add what it leads to, such as GET "/stock/list", to the endpoints of stock
context "shop" {}
service "stock" { context = "shop", endpoints = { GET "/shelves" } }
service "front" { context = "shop", dependencies = { sync "stock" { endpoint = "GET /stock/findAll" } } }
gateway "edge" {
  service = "front",
  authentication = { type = "jwt" },
  routes = {
    route "/stock/getItemById" { service = "stock" }, -- expect: gateway/route-without-endpoint
    route "/api/stock/createAndModify" { -- expect: gateway/route-without-endpoint
      service = "stock", methods = { "POST" }, strip_prefix = "/api",
    },
    route "/stock/getURL" { service = "stock" }, -- expect: gateway/route-without-endpoint
    route "/stock/findAll" { service = "stock" }, -- expect: gateway/route-without-endpoint
    route "/stock/getShelves" { service = "stock" }, -- expect: gateway/route-without-endpoint
    route "/stock/shelves" { service = "stock" }, -- expect: gateway/route-without-endpoint
    route "/stock/list" { service = "stock" }, -- expect: gateway/route-without-endpoint
  },
}
