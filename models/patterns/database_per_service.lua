-- A database for each service: what others need they ask for, or are told.

local p = require "patterns"

architecture "Clinic" { pattern = "microservices", description = "Appointments" }

team "clinic" { contact = "#clinic" }
context "appointments" { description = "Who comes when, and why", owner = "clinic" }

service "calendar-service" {
  context = "appointments", description = "Knows who comes when",
  endpoints = { POST "/appointments" { summary = "Make an appointment", idempotent = true, auth = "oauth2" } },
  dependencies = { p.resilient_call("patient-service", { endpoint = "GET /patients/{id}", timeout = "150ms" }) },
}

service "patient-service" {
  context = "appointments", description = "Knows who comes",
  endpoints = { GET "/patients/{id}" { summary = "A patient", auth = "mtls" } },
}

p.database_per_service {
  ["calendar-service"] = { technology = "postgresql", purpose = "Appointments", data = "internal" },
  ["patient-service"] = { name = "patients", technology = "postgresql", purpose = "Patients", data = "pii" },
}
