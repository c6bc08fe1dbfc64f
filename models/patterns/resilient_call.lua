-- Resilient calls: each bounded in time, repeated only where that is safe, cut off when the callee is down.

local p = require "patterns"

architecture "Ticket office" { pattern = "microservices", description = "Sells seats" }

team "box-office" { contact = "#box-office" }
context "sales" { description = "From the wish to the ticket", owner = "box-office" }

external "card-processor" {
  description = "Charges credit cards",
  slos = { slo "availability" { target = "99.95%", window = "30d" } },
}

service "ticket-service" {
  context = "sales", description = "Sells tickets", criticality = "high",
  endpoints = { POST "/tickets" { summary = "Buy a ticket", idempotent = true } },
  dependencies = {
    -- A GET may be repeated: two tries.
    p.resilient_call("seat-service", { endpoint = "GET /seats/{show}", timeout = "100ms" }),
    -- So may a PUT, and a third try is worth it here.
    p.resilient_call("seat-service", { endpoint = "PUT /holds/{id}", timeout = "150ms", attempts = 3 }),
    -- A POST without a key of its own is tried once.
    p.resilient_call("card-processor", { endpoint = "POST /charges", timeout = "2s" }),
  },
}

service "seat-service" {
  context = "sales", description = "Knows which seats are free", criticality = "high",
  endpoints = {
    GET "/seats/{show}" { summary = "Free seats of a show" },
    PUT "/holds/{id}" { summary = "Hold seats for ten minutes" },
  },
}
