-- select: events/ordering-without-key
broker "rabbit" { technology = "rabbitmq" }
broker "kafka" { technology = "kafka" }
topic "orders" {
  partitions = 6,
  ordering = true, -- expect: events/ordering-without-key "'orders' is to keep its order, but has no key: messages may go to any of its 6 partitions"
}
topic "parcels" {
  broker = "kafka",
  ordering = true, -- expect: events/ordering-without-key "'parcels' is to keep its order, but parcel.lost has no key and may go to any of its partitions"
}
event "parcel.sent" { topic = "parcels", key = "parcel_id" }
event "parcel.lost" { topic = "parcels" }
queue "divided" {
  broker = "rabbit", partitions = 3,
  ordering = true, -- expect: events/ordering-without-key
}
-- A key of the topic or of all its events; one partition; a queue as a whole; order not asked for.
topic "keyed" { partitions = 6, ordering = true, key = "id" }
event "keyed.by-topic" { topic = "keyed" }
topic "keyed-events" { partitions = 6, ordering = true }
event "keyed.by-event" { topic = "keyed-events", key = "id" }
topic "narrow" { partitions = 1, ordering = true }
queue "whole" { broker = "rabbit", ordering = true }
topic "loose" { partitions = 6, ordering = false }
topic "quiet" { partitions = 6 }
