-- select: events/no-consumer
context "sales"
external "partner"
event "order.created" -- expect: events/no-consumer "nobody consumes 'order.created', which orders and quotes publish"
-- Consumed: by a service, an async dependency, a projection, a group that reads the topic, somebody outside.
event "order.placed"
event "mail.requested"
event "order.shown"
event "order.paid" { topic = "payments" }
event "order.shipped" { topic = "shipments" }
event "order.returned"
-- Expected outside, or kept as a service's state.
event "order.announced" { public = true }
event "order.changed" { topic = "order-events" }
-- Perhaps consumed: something goes through its topic.
event "order.packed" { topic = "parcels" }
-- Neither published nor consumed: a plan.
event "order.planned"

topic "payments"
topic "shipments"
topic "order-events"
topic "parcels"
consumer_group "auditors" { topics = { "payments" } }
event_sourcing { service = "orders", event_store = { topic = "order-events" } }
cqrs { service = "quotes", projections = { "order.shown" } }

service "orders" {
  context = "sales",
  publishes = {
    "order.created", "order.placed", "order.shown", "order.paid", "order.shipped", "order.returned",
    "order.announced", "order.changed", "order.packed", "mail.requested",
  },
  dependencies = { async "mailer" { event = "mail.requested" }, async "parcels" { through = "parcels" } },
}
service "quotes" { context = "sales", publishes = { "order.created" }, consumes = { on "order.placed" } }
service "mailer" { context = "sales" }
service "parcels" { context = "sales" }
scenario "tell the partner" {
  "shipments ->> partner: order.shipped",
  "orders ->> partner: order.returned",
}
