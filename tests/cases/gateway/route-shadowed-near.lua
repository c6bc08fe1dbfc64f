-- A wider prefix before a longer one: most products take the longer one. Methods of which one is still free, and
-- a route for any method after one for some.
context "shop"
service "orders" { context = "shop" }
service "history" { context = "shop" }
gateway "edge" {
  authentication = { type = "jwt" },
  routes = {
    route "/" { service = "orders" },
    route "/orders" { service = "history" },
    route "/lines" { service = "orders", methods = { "GET", "PUT" } },
    route "/lines" { service = "orders", methods = { "PUT", "DELETE" } },
    route "/lines" { service = "history" },
  },
}
