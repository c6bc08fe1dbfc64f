-- select: events/missing-schema
event "order.created" { kind = "integration" } -- expect: events/missing-schema "the integration event 'order.created' has no schema"
event "order.paid" { kind = "integration", schema = { order_id = "uuid" } }
event "order.touched" { kind = "domain" }
event "order.noticed" { kind = "notification" }
event "order.seen"
