-- CQRS: adverts are written one by one and searched by everybody.

local p = require "patterns"

architecture "Marketplace" { pattern = "event-driven", description = "Second-hand things" }

team "adverts" { contact = "#adverts" }
context "adverts" { description = "What is offered", owner = "adverts" }

broker "kafka" { technology = "kafka", nodes = 3 }
topic "adverts" {
  broker = "kafka", partitions = 6, replication = 3, retention = "30d",
  key = "advert_id", ordering = true, dead_letter = true,
}

event "advert.placed" {
  kind = "domain", topic = "adverts", version = "1", key = "advert_id",
  schema = { advert_id = "uuid", title = "string", price = "money" },
}
event "advert.withdrawn" {
  kind = "domain", topic = "adverts", version = "1", key = "advert_id", schema = { advert_id = "uuid" },
}

p.cqrs("advert-service", {
  write = { technology = "postgresql", purpose = "Adverts, one by one", data = "internal" },
  read  = { technology = "opensearch", purpose = "Adverts by words, place and price", data = "public" },
  projections = { "advert.placed", "advert.withdrawn" },
})

service "advert-service" {
  context = "adverts", description = "Takes adverts and finds them",
  endpoints = {
    POST "/adverts" { summary = "Place an advert", idempotent = true },
    DELETE "/adverts/{id}" { summary = "Withdraw it" },
    GET "/search" { summary = "Find adverts" },
  },
  publishes = { "advert.placed", "advert.withdrawn" },
}

service "alert-service" {
  context = "adverts", description = "Tells those who wait for such a thing",
  consumes = {
    on "advert.placed" { expects = { "advert_id", "title", "price" }, group = "alerts", idempotent = true },
    on "advert.withdrawn" { expects = { "advert_id" }, group = "alerts", idempotent = true },
  },
}
