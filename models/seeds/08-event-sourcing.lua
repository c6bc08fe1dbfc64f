-- "Event Sourcing": command → event → state. An order is the sequence of what happened to it.

context "order-management" { aggregates = { "Order" } }
actor "customer"
broker "kafka" { technology = "kafka", nodes = 3 }

service "orders" {
  context = "order-management",
  -- The command: Create Order.
  endpoints = { POST "/orders" { summary = "Create Order" } },
  -- The event: Order Created.
  publishes = {
    event "order.created" {
      kind = "domain", topic = "order-events", key = "order_id",
      schema = { order_id = "uuid", items = "list<item>" },
    },
  },
}

-- The events are kept for good: the state is computed from them.
topic "order-events" { broker = "kafka", partitions = 6, replication = 3, key = "order_id", ordering = true }

-- The state: Order State, written down every thousand events.
event_sourcing {
  service = "orders",
  event_store = { type = "kafka", topic = "order-events" },
  snapshot_policy = { interval_events = 1000 },
}

scenario "command, event, state" {
  "customer -> orders: POST /orders",
  "orders ->> order-events: order.created",
  "note orders: Order State is what its events add up to",
  "orders --> customer: 201 Created",
}
