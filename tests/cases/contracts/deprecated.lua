context "shop"

service "prices" {
  context = "shop",
  endpoints = {
    GET "/v1/prices" { deprecated = true, sunset = "2030-06-30" },
    GET "/v2/prices",
    GET "/offers" { deprecated = true }, -- expect: contracts/deprecated-without-sunset:34 "GET /offers of prices is deprecated, and nobody is told when it goes"
    GET "/rebates" { deprecated = false }, GET "/terms" { deprecated = true, sunset = "2030-06-30" }, PUT "/terms",
    rpc "Prices/Old" { deprecated = true, sunset = "2030-06-30" },
  },
}

service "carts" {
  context = "shop",
  dependencies = {
    sync "prices" { endpoint = "GET /v1/prices" }, -- expect: contracts/deprecated-in-use:32 "carts still calls GET /v1/prices of prices, deprecated, gone on 2030-06-30"
  },
}
service "orders" {
  context = "shop",
  dependencies = {
    sync "prices" { endpoints = {
      "GET /v2/prices",
      "GET /offers", -- expect: contracts/deprecated-in-use:7 "orders still calls GET /offers of prices, deprecated"
      "Old", -- expect: contracts/deprecated-in-use
      "GET /rebates", "/terms",
    } },
  },
}
-- Which of them it uses is not said.
service "returns" { context = "shop", dependencies = { sync "prices" } }

gateway "api" {
  routes = {
    route "/api/v1/prices" { service = "prices", strip_prefix = "/api" }, -- expect: contracts/deprecated-in-use:5 "route /api/v1/prices leads only to GET /v1/prices of prices"
    route "/v2/prices" { service = "prices" },
    route "/" { service = "prices" },
    route "/offers" { split = { to "prices" { weight = 50 }, to "carts" { weight = 50 } } },
    route "/nowhere" { service = "prices" },
  },
}
