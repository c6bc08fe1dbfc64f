-- Once for each outsider and service. A web front end stands before the gateway, an administration tool is
-- an entrance of its own, and what an actor is told is no call.
-- select: calls/bypasses-gateway
-- help: calls/bypasses-gateway let the scenario go by it: "customer -> front-door: POST /orders", "front-door -> orders: POST /orders"
-- help: calls/bypasses-gateway add route "/settlements" { service = "payments" } to the routes of front-door and let the scenario go by it
context "shop"
actor "customer"
actor "operator"
external "bank"
service "orders" { context = "shop", dependencies = { sync "payments" } }
service "payments" { context = "shop" }
service "front-end" { context = "shop", dependencies = { sync "front-door" } }
service "console" { context = "shop" }
service "edge" { context = "shop" }
gateway "front-door" { service = "edge", routes = { route "/orders" { service = "orders" } } }
scenario "buy" {
  "customer -> front-end: look around",
  "front-end -> front-door: GET /orders",
  "customer -> orders: POST /orders", -- expect: calls/bypasses-gateway "customer calls orders directly, past the gateway 'front-door'"
  opt "again" { "customer -> orders: POST /orders" },
  "orders --> customer: 201",
  "bank -> payments: POST /settlements", -- expect: calls/bypasses-gateway "bank calls payments directly, past the gateway 'front-door'"
  "operator -> console: look",
  "customer -> edge: GET /orders",
}
