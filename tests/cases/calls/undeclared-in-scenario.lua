-- What is missing is told once, whether it is a dependency, a route, an event or a store.
-- select: calls/undeclared-in-scenario, model/unresolved
context "shop"
actor "customer"
external "bank"
broker "kafka"
topic "orders" { broker = "kafka" }
event "order.placed" { topic = "orders" }
event "order.paid" { topic = "orders" }
datastore "stock-db" { used_by = { "stock" } }
service "orders" { context = "shop", dependencies = { sync "payments" }, publishes = { "order.placed" } }
service "payments" { context = "shop", dependencies = { sync "orders" { optional = true } } }
service "stock" { context = "shop", consumes = { "order.placed" } }
service "mail" { context = "shop", consumes = { "order.placed" } }
gateway "front-door" { routes = { route "/orders" { service = "orders" } } }
scenario "buy" {
  "customer -> front-door: POST /orders",
  "front-door -> orders: POST /orders",
  "front-door -> payments: POST /payments", -- expect: calls/undeclared-in-scenario "in 'buy' front-door calls payments, but front-door has no route to it"
  "orders -> payments: charge",
  "payments -> bank: charge", -- expect: calls/undeclared-in-scenario "payments calls bank, but payments declares no dependency on it"
  "bank --> payments: charged",
  "orders -> stock: reserve", -- expect: calls/undeclared-in-scenario "orders calls stock, but only messages go from orders to it"
  "stock --> orders: reserved",
  loop "each line" { "orders -> stock: reserve" },
  "mail -> stock: count", -- expect: calls/undeclared-in-scenario "mail calls stock, but mail declares no dependency on it"
  "orders ->> orders: nothing but a thought",
  "orders ->> kafka: order.placed",
  "orders ->> kafka: order.paid", -- expect: calls/undeclared-in-scenario "orders sends order.paid to kafka, but orders does not publish that event"
  "orders ->> mail: order.placed",
  "kafka ->> mail: order.paid", -- expect: calls/undeclared-in-scenario "mail gets order.paid from kafka, but mail does not consume that event"
  "payments ->> orders: settled",
  "stock -> stock-db: count down",
  "orders -> stock-db: look", -- expect: calls/undeclared-in-scenario "orders calls stock-db, but orders neither owns nor uses that store"
}
scenario "pay" {
  "orders ->> orders: order.paid",
  "stock ->> mail: sold out", -- expect: calls/undeclared-in-scenario "stock sends a message to mail, but stock publishes nothing that goes there"
}
