-- select: events/no-producer, patterns/projection-without-source
context "sales"
context "money"
external "card-network"
event "order.created" -- expect: events/no-producer "nobody publishes 'order.created', which billing and shipping consume"
event "order.packed" -- expect: events/no-producer "which shipping consumes"
-- Published: by a service, by an async dependency, by an event-sourced service.
event "order.placed"
event "mail.requested"
event "order.changed" { topic = "order-events" }
-- Sent from outside, to the service or to the topic.
event "payment.settled"
event "payment.refused" { topic = "payments" }
-- Not known: something goes through the topic, and nobody says what.
event "parcel.sent" { topic = "parcels" }
-- Nobody waits for it but a group, which gets whatever there is.
event "parcel.lost" { topic = "losses" }

topic "order-events"
topic "payments"
topic "parcels"
topic "losses"
consumer_group "lost-and-found" { topics = { "losses" } }
event_sourcing { service = "orders", event_store = { topic = "order-events" } }

service "orders" {
  context = "sales",
  publishes = { "order.placed" },
  dependencies = { async "mailer" { event = "mail.requested" }, async "shipping" { through = "parcels" } },
}
service "billing" {
  context = "money",
  consumes = {
    on "order.created", on "order.placed", on "order.changed", on "payment.settled", on "payment.refused",
  },
}
service "shipping" { context = "sales", consumes = { on "order.created", on "order.packed", on "parcel.sent" } }
service "mailer" { context = "sales", consumes = { on "mail.requested" } }

scenario "pay" {
  alt "enough money" { "card-network ->> billing: payment.settled" },
  otherwise "too little" { "card-network ->> payments: payment.refused" },
}
