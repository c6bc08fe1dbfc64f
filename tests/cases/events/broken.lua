-- Names that lead nowhere are told as such, and nothing is made of them.
-- select: events/*
topic "orders" { broker = "nowhere", dead_letter = "nowhere" }
event "order.created" { topic = "nowhere" }
consumer_group "people" { topics = { "nowhere" }, service = "nobody", dead_letter = "nowhere" }
event_sourcing { service = "nobody", event_store = { topic = "nowhere" } }
cqrs { service = "nobody", projections = { "nothing" } }
service "orders" {
  context = "nowhere",
  publishes = { "order.created", "nothing" },
  consumes = { on "nothing" { expects = { "id" }, group = "g" } },
  dependencies = { async "nobody" { through = "nowhere", event = "order.created" }, async "orders" { event = "nothing" } },
}
