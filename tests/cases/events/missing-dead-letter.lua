-- select: events/missing-dead-letter
context "sales"
broker "kafka" { technology = "kafka" }
broker "nats" { technology = "nats" }
external "carrier"
topic "orders" { broker = "kafka" } -- expect: events/missing-dead-letter "'orders' has no dead letters: what billing cannot handle is lost"
topic "parcels" { broker = "kafka" } -- expect: events/missing-dead-letter "what packers and checkers cannot handle"
topic "mails" { broker = "kafka" } -- expect: events/missing-dead-letter "what mailer cannot handle"
topic "shown" { broker = "kafka" } -- expect: events/missing-dead-letter "what billing cannot handle"
-- On the topic; on each group; on one of two groups.
topic "safe" { broker = "kafka", dead_letter = "dead" }
topic "outside" { broker = "kafka", dead_letter = true }
topic "by-group" { broker = "kafka" }
topic "by-some" { broker = "kafka" }
consumer_group "good" { topics = { "by-group", "by-some" }, dead_letter = "dead" }
consumer_group "bad" { topics = { "by-some" } } -- expect: events/missing-dead-letter "the group 'bad' has no dead letters, unlike 1 other of 'by-some'"
consumer_group "packers" { topics = { "parcels" } }
consumer_group "checkers" { topics = { "parcels" } }
-- Dead letters themselves; an event store; nothing is ever delivered again; nobody reads it; nothing comes;
-- it is read outside; no broker.
topic "dead" { broker = "kafka" }
consumer_group "readers" { topics = { "dead" } }
topic "order-events" { broker = "kafka" }
consumer_group "rebuilders" { topics = { "order-events" } }
event_sourcing { service = "orders", event_store = { topic = "order-events" } }
topic "beats" { broker = "nats" }
consumer_group "listeners" { topics = { "beats" } }
topic "unread" { broker = "kafka" }
topic "unfed" { broker = "kafka" }
topic "handed-over" { broker = "kafka" }
topic "somewhere"
consumer_group "elsewhere" { topics = { "somewhere" } }

event "order.created" { topic = "orders" }
event "order.shown" { topic = "shown" }
event "order.safe" { topic = "safe" }
event "order.outside" { topic = "outside" }
event "order.unread" { topic = "unread", public = true }
event "order.unfed" { topic = "unfed" }
cqrs { service = "billing", projections = { "order.shown" } }
service "orders" {
  context = "sales",
  publishes = { "order.created", "order.shown", "order.safe", "order.outside", "order.unread" },
  dependencies = { async "mailer" { through = "mails" }, async "carrier" { through = "handed-over" } },
}
service "billing" {
  context = "sales",
  consumes = { on "order.created", on "order.safe", on "order.outside", on "order.unfed" },
}
service "mailer" { context = "sales" }
