-- All that can back a message: gateways on the way, async dependencies, consumer groups, dead letters, event
-- stores, projections, sagas; and whoever declares nothing by nature.
-- select: calls/undeclared-in-scenario, model/unresolved
context "shop"
actor "customer"
external "bank"
broker "kafka"
topic "orders" { broker = "kafka", dead_letter = "parked" }
topic "parked"
topic "history"
topic "mails"
event "order.placed" { topic = "orders" }
event "order.noted"
datastore "views"
service "orders" { context = "shop", publishes = { "order.placed", "order.noted" }, dependencies = {
  sync "inside", async "mail" { through = "mails" },
} }
service "stock" { context = "shop", consumes = { "order.placed" } }
service "mail" { context = "shop" }
service "report" { context = "shop", publishes = { "order.noted" } }
service "edge" { context = "shop" }
consumer_group "archive" { service = "mail", topics = { "orders" } }
event_sourcing { service = "orders", event_store = { topic = "history" } }
cqrs { service = "report", projections = { "order.placed" }, read_model = { datastore = "views" } }
gateway "inside" {
  service = "edge", authentication = { type = "jwt", issuer = "mail" },
  routes = { route "/stock" { service = "stock" }, route "/o" { split = { to "orders" { weight = 100 } } } },
}
saga "buy" { orchestrator = "orders", steps = { step "note" { service = "report", action = "note" } } }
scenario "all" {
  "customer -> orders: POST /orders",
  "bank -> orders: a call back",
  "orders -> stock: by the gateway",
  "orders -> inside: by the gateway",
  "inside -> stock: GET /stock",
  "inside -> orders: GET /o",
  "edge -> stock: GET /stock",
  "inside -> mail: a token",
  "orders ->> mail: a letter",
  "mails ->> mail: a letter",
  "orders ->> mails: a letter",
  "orders ->> stock: order.placed",
  "orders ->> stock: news",
  "orders ->> mails: order.noted",
  "orders ->> history: order.placed",
  "history ->> orders: order.placed",
  "orders ->> kafka: order.placed",
  "kafka ->> stock: order.placed",
  "orders ->> parked: what nobody understood",
  "stock ->> parked: what nobody understood",
  "orders ->> mail: order.placed",
  "kafka ->> report: order.placed",
  "report -> views: write",
  "orders -> report: note",
  "report --> orders: noted",
  "stock --> orders: an answer",
  "orders -> customer: a letter",
  "note orders: well done",
}
