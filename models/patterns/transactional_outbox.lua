-- A transactional outbox: no invoice without its event, no event without its invoice.

local p = require "patterns"

architecture "Invoicing" { pattern = "event-driven", description = "Bills and books" }

team "money" { contact = "#money" }
context "invoicing" { description = "Who owes us what", owner = "money" }

broker "kafka" { technology = "kafka", nodes = 3 }
topic "invoices" {
  broker = "kafka", partitions = 6, replication = 3, retention = "14d",
  key = "invoice_id", ordering = true, dead_letter = true,
}

local store, events = p.transactional_outbox("invoice-service", {
  technology = "postgresql", purpose = "Invoices, and what is still to be told about them", data = "confidential",
  schema = "invoices", topic = "invoices", key = "invoice_id", relay = "log-tailing",
  events = {
    ["invoice.issued"] = { schema = { invoice_id = "uuid", customer_id = "uuid", total = "money" } },
    ["invoice.paid"] = { schema = { invoice_id = "uuid", paid_at = "timestamp" } },
  },
})

service "invoice-service" {
  context = "invoicing", description = "Issues invoices",
  endpoints = { POST "/invoices" { summary = "Issue an invoice", idempotent = true, auth = "mtls" } },
  datastores = { store }, publishes = events,
}

-- The relay may tell a thing twice.
service "ledger-service" {
  context = "invoicing", description = "Keeps the books",
  consumes = {
    on "invoice.issued" { expects = { "invoice_id", "total" }, group = "ledger", idempotent = true },
    on "invoice.paid" { expects = { "invoice_id" }, group = "ledger", idempotent = true },
  },
}
