context "sales"
event "order.created"
event "order.paid"
event "order.packed"
event "order.lost"
event "order.changed" { topic = "order-events" }
topic "order-events"
service "orders" { context = "sales", publishes = { "order.created" } }
service "reports" { context = "sales", consumes = { on "order.lost" } }
event_sourcing {
  service = "orders", event_store = { topic = "order-events" }, snapshot_policy = { interval_events = 100 },
}
cqrs {
  service = "orders",
  projections = {
    "order.created",
    "order.paid", -- expect: patterns/projection-without-source "the read model of orders is built from order.paid and order.packed, which nobody publishes"
    "order.changed",
    "order.packed",
    -- Others wait for it, too: events/no-producer.
    "order.lost",
  },
}
cqrs { service = "reports", read_model = { type = "projection" } }
