-- "Event-Driven Architecture": a topic, an event, who reads it, and a saga.

local EventDrivenArchitecture = require "microservices".EventDrivenArchitecture

local events = EventDrivenArchitecture()
events:create_topic("orders", { partitions = 6, replication = 3 })
events:publish_event("orders", "order.created", { order_id = "123" })
events:create_consumer_group("order-processors", { "orders" })
events:setup_saga_orchestration("order-saga", {
  steps = {
    { name = "validate", compensation = "validate_undo" },
    { name = "reserve", compensation = "reserve_undo" },
    { name = "ship", compensation = "ship_undo" },
  },
})
