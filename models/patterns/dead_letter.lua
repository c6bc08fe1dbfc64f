-- Dead letters: one bad measurement does not stop the others, and somebody looks at it.

local p = require "patterns"

architecture "Metering" { pattern = "event-driven", description = "Reads electricity meters" }

team "meters" { contact = "#meters" }
context "metering" { description = "What was used, and when", owner = "meters" }

broker "kafka" { technology = "kafka", nodes = 3 }

p.dead_letter("readings", {
  description = "A value for each meter and quarter of an hour",
  broker = "kafka", partitions = 12, replication = 3, retention = "3d", key = "meter_id",
  reader = "repair-service", deliveries = 3,
  consumers = { ["billing"] = { service = "billing-service", max_instances = 6 } },
})

service "collector-service" {
  context = "metering", description = "Listens to meters",
  publishes = {
    event "meter.read" {
      kind = "domain", topic = "readings", version = "1", key = "meter_id",
      schema = { meter_id = "string", kwh = "decimal", at = "timestamp" },
    },
  },
}

service "billing-service" {
  context = "metering", description = "Adds up what was used",
  consumes = { on "meter.read" { expects = { "meter_id", "kwh" }, group = "billing", idempotent = true } },
}

service "repair-service" {
  context = "metering", description = "Mends readings by hand and sends them again",
  publishes = { "meter.read" },
}
