-- select: events/shared-group
context "sales"
topic "orders"
topic "parcels"
event "order.created" { topic = "orders" }
event "order.paid" { topic = "orders" }
event "parcel.sent" { topic = "parcels" }
event "bare"

service "billing" { context = "sales", consumes = { on "order.created" { group = "workers" } } }
service "shipping" {
  context = "sales",
  consumes = {
    on "order.paid" {
      group = "workers", -- expect: events/shared-group "billing and shipping share the consumer group 'workers' on orders: each message reaches only one of them"
    },
  },
}
consumer_group "packers" { topics = { "orders", "parcels" }, service = "billing" }
service "returns" {
  context = "sales",
  consumes = {
    on "parcel.sent" {
      group = "packers", -- expect: events/shared-group "billing and returns share the consumer group 'packers' on parcels"
    },
    on "bare" { group = "loners" },
  },
}
service "claims" {
  context = "sales",
  consumes = {
    on "bare" {
      group = "loners", -- expect: events/shared-group "returns and claims share the consumer group 'loners' on bare"
    },
  },
}
-- One service twice in its group; one name on different topics; different names; no names.
consumer_group "search" { topics = { "orders" }, service = "search" }
service "search" { context = "sales", consumes = { on "order.created" { group = "search" }, on "order.paid" { group = "search" } } }
service "left" { context = "sales", consumes = { on "order.created" { group = "index" } } }
service "right" { context = "sales", consumes = { on "parcel.sent" { group = "index" } } }
service "up" { context = "sales", consumes = { on "order.created" { group = "up" } } }
service "down" { context = "sales", consumes = { on "order.created" { group = "down" } } }
service "mute" { context = "sales", consumes = { on "order.created" } }
service "dumb" { context = "sales", consumes = { on "order.created" } }
consumer_group "people" { topics = { "orders" } }
