-- select: patterns/event-store-expires
context "sales"
topic "order-events" {
  retention = "30d", -- expect: patterns/event-store-expires "'order-events' forgets events after 30 d, but the state of orders is made of all of them"
}
topic "cart-events"
topic "clicks" { retention = "1d" }
service "orders" { context = "sales" }
service "returns" { context = "sales" }
service "carts" { context = "sales" }
event_sourcing { service = "orders", event_store = { topic = "order-events" } }
event_sourcing { service = "returns", event_store = { topic = "order-events" } }
event_sourcing { service = "carts", event_store = { topic = "cart-events" } }
event_sourcing { service = "carts", event_store = { type = "postgresql" } }
event_sourcing { service = "carts" }
