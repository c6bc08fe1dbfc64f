-- Order does not matter, handles count as well as names, and `true` is no name.
-- args: --rule model/undocumented=off
local dead = topic "payments-dead" { broker = "kafka" }
service "orders" {
  domain = "ordering",
  dependencies = { sync "payment" {}, sync "api" {}, sync "bank" {} },
  publishes = { "order.created", event "order.paid" {} },
  consumes = { "payment.failed" },
  datastores = { datastore "orders-db" {} },
  slos = { slo "availability" { target = "99%", window = "7d" } },
}
service "payment" { bounded_context = "ordering", uses = { "orders-db" } }
event "order.created" { topic = "orders" }
event "payment.failed" { topic = "payments" }
topic "orders" { broker = "kafka", dead_letter = true }
topic "payments" { broker = "kafka", dead_letter = dead }
broker "kafka" {}
external "bank" {}
gateway "api" { service = "payment" }
experiment "kill" {
  target = "orders", fault = pod_kill {}, duration = "5m",
  steady_state = { "availability", "orders/availability" },
}
context "ordering"
