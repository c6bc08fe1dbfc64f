-- "Data Patterns": the four rows of the table, in one booking system.

context "booking"
context "payment"
relationship { upstream = "payment", downstream = "booking", pattern = "customer-supplier" }

-- Database per service: isolated data, full ownership.
service "booking-service" {
  context = "booking",
  endpoints = { POST "/bookings", GET "/bookings/{id}" },
  dependencies = { sync "payment-service" { endpoint = "POST /payments", timeout = "800ms" } },
  publishes = { event "booking.made" { topic = "booking-events", schema = { booking_id = "uuid" } } },
  datastores = {
    datastore "bookings-db" { technology = "postgresql" },
    datastore "bookings-view" { technology = "elasticsearch" },
  },
}
service "payment-service" {
  context = "payment",
  endpoints = { POST "/payments" },
  datastores = { datastore "payments-db" { technology = "postgresql", data = "confidential" } },
}

-- Saga: a transaction over several services.
saga "book-a-room" {
  orchestrator = "booking-service",
  steps = {
    step "book" { service = "booking-service", action = "book", compensation = "cancel" },
    step "pay"  { service = "payment-service", action = "pay", compensation = false },
  },
}

-- CQRS: reading and writing have a model each.
cqrs {
  service = "booking-service",
  write_model = { type = "aggregate", datastore = "bookings-db" },
  read_model = { type = "projection", refresh = "eventual", datastore = "bookings-view" },
  projections = { "booking.made" },
}

-- Event sourcing: the event log is the audit trail.
event_sourcing {
  service = "booking-service",
  event_store = { type = "kafka", topic = "booking-events" },
  snapshot_policy = { interval_events = 500 },
}
broker "kafka" { technology = "kafka", nodes = 3 }
topic "booking-events" { broker = "kafka", partitions = 6, replication = 3 }
