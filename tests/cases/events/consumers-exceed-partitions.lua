-- select: events/consumers-exceed-partitions
context "sales"
broker "rabbit" { technology = "rabbitmq" }
topic "orders" { partitions = 6 }
topic "parcels" { partitions = 4 }
topic "unknown"
queue "mails" { broker = "rabbit", partitions = 1 }
event "order.created" { topic = "orders" }
event "order.paid" { topic = "orders" }
event "parcel.sent" { topic = "parcels" }
event "mystery" { topic = "unknown" }

consumer_group "billing" {
  topics = { "orders" },
  max_instances = 8, -- expect: events/consumers-exceed-partitions "'billing' runs up to 8 instances, but orders has 6 partitions: 2 would be idle"
}
consumer_group "packers" {
  topics = { "orders", "parcels" },
  max_instances = 11, -- expect: events/consumers-exceed-partitions "but orders and parcels have 10 partitions: 1 would be idle"
}
consumer_group "scaled" { topics = { "parcels" }, service = "worker" }
service "worker" {
  context = "sales",
  scaling = { min = 1, max = 5 }, -- expect: events/consumers-exceed-partitions "'scaled' runs up to 5 instances, but parcels has 4 partitions: 1 would be idle"
}
service "undeclared" {
  context = "sales",
  consumes = { on "order.created", on "order.paid" },
  scaling = { min = 1, max = 7 }, -- expect: events/consumers-exceed-partitions "'undeclared' runs up to 7 instances, but orders has 6"
}
-- Just enough; two topics have more than one; partitions not known; a queue that all share.
consumer_group "enough" { topics = { "orders" }, max_instances = 6 }
consumer_group "both" { topics = { "orders", "parcels" }, max_instances = 10 }
consumer_group "guess" { topics = { "orders", "unknown" }, max_instances = 99 }
consumer_group "mailers" { topics = { "mails" }, max_instances = 99 }
-- Replicas that answer requests have work without a partition; the group's own number wins; nothing said.
consumer_group "served" { topics = { "parcels" }, service = "site" }
service "site" { context = "sales", endpoints = { GET "/" }, scaling = { max = 40 } }
consumer_group "fewer" { topics = { "parcels" }, service = "many", max_instances = 2 }
service "many" { context = "sales", scaling = { max = 40 } }
consumer_group "silent" { topics = { "parcels" } }
service "guessing" { context = "sales", consumes = { on "mystery", on "parcel.sent" }, scaling = { max = 40 } }
