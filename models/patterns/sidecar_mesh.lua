-- A service mesh: who may call the money is settled beside the services, not in them.

local p = require "patterns"

architecture "Canteen" { pattern = "microservices", description = "Lunch by card" }

team "canteen" { contact = "#canteen" }
context "canteen" { description = "Meals and what they cost", owner = "canteen" }

service "till-service" {
  context = "canteen", description = "Takes payments at the till",
  endpoints = { POST "/meals" { summary = "Pay for a meal", idempotent = true } },
  dependencies = {
    p.resilient_call("balance-service", { endpoint = "POST /debits", timeout = "200ms", idempotent = true }),
  },
}

service "top-up-service" {
  context = "canteen", description = "Puts money on cards",
  endpoints = { POST "/top-ups" { summary = "Put money on a card", idempotent = true } },
  dependencies = {
    p.resilient_call("balance-service", { endpoint = "POST /credits", timeout = "200ms", idempotent = true }),
  },
}

service "balance-service" {
  context = "canteen", description = "Knows what is on each card",
  endpoints = {
    POST "/debits" { summary = "Take money off a card", idempotent = true },
    POST "/credits" { summary = "Put money on it", idempotent = true },
  },
}

p.sidecar_mesh("canteen-mesh", {
  type = "linkerd", version = "2.15",
  callers = { ["balance-service"] = { "till-service", "top-up-service" } },
})
