-- What would have to be declared is said, with a method that fits, and a login stays open to whoever has no token.
-- select: gateway/*
-- help: gateway/route-without-endpoint add what it leads to, such as POST "/price/create", to the endpoints of price
-- help: gateway/route-without-endpoint such as POST "/login", to the endpoints of price, with public = true, auth = "none" for the route
-- help: gateway/missing-rate-limit add rate_limiting = { requests_per_minute = 600, per = "ip" } to gateway 'free', or to each of these routes
context "a" {}
service "price" { context = "a", endpoints = { GET "/prices" } }
gateway "edge" {
  rate_limiting = { requests_per_minute = 60, per = "ip" },
  routes = {
    route "/price/create" { service = "price" }, -- expect: gateway/route-without-endpoint
    route "/login" { service = "price" }, -- expect: gateway/route-without-endpoint
  },
}
gateway "free" { routes = { route "/prices" { service = "price", public = true } } } -- expect: gateway/missing-rate-limit
