-- Two sagas: a journey is booked by one service that leads, a journey's points are credited without one.

local p = require "patterns"

architecture "Travel" { pattern = "event-driven", description = "Books journeys" }

team "travel" { contact = "#travel" }
context "journeys" { description = "Flight, hotel and what they earn", owner = "travel" }

broker "kafka" { technology = "kafka", nodes = 3 }
topic "loyalty" {
  broker = "kafka", partitions = 6, replication = 3, retention = "7d",
  key = "journey_id", ordering = true, dead_letter = true,
}

-- Until the flight is paid every step can be undone; the confirmation is repeated until it succeeds.
local _, calls = p.saga.orchestrated("book-journey", {
  description = "Flight and hotel, or neither",
  orchestrator = "journey-service",
  steps = {
    {
      service = "hotel-service", action = "reserve-room", compensation = "release-room",
      call = { endpoints = { "POST /rooms", "DELETE /rooms/{id}" }, timeout = "300ms" },
    },
    {
      service = "flight-service", action = "buy-ticket", compensation = false, pivot = true,
      call = { endpoint = "POST /tickets", timeout = "800ms" },
    },
    { service = "journey-service", action = "confirm-journey" },
  },
})

local _, credit = p.saga.choreographed("credit-points", {
  description = "Points for a journey that took place",
  topic = "loyalty", key = "journey_id", schema = { journey_id = "uuid", points = "int" },
  steps = {
    { service = "journey-service", action = "close-journey", compensation = "reopen-journey", done = "journey.closed" },
    {
      service = "points-service", action = "credit-points", compensation = false,
      done = "points.credited", failed = "points.refused",
    },
  },
})

service "journey-service" {
  context = "journeys", description = "Sees journeys through",
  endpoints = { POST "/journeys" { summary = "Book a journey", idempotent = true } },
  dependencies = calls(),
  publishes = credit.publishes "journey-service", consumes = credit.consumes "journey-service",
}

service "hotel-service" {
  context = "journeys", description = "Rooms",
  endpoints = {
    POST "/rooms" { summary = "Reserve a room", idempotent = true },
    DELETE "/rooms/{id}" { summary = "Give it back" },
  },
}

service "flight-service" {
  context = "journeys", description = "Tickets",
  endpoints = { POST "/tickets" { summary = "Buy a ticket", idempotent = true } },
}

service "points-service" {
  context = "journeys", description = "Counts points",
  publishes = credit.publishes "points-service", consumes = credit.consumes "points-service",
}

service "mail-service" {
  context = "journeys", description = "Congratulates",
  consumes = { on "points.credited" { expects = { "points" }, group = "mail-service", idempotent = true } },
}
