-- Event sourcing: an account is what was paid in and out of it.

local p = require "patterns"

architecture "Savings bank" { pattern = "event-driven", description = "Keeps money" }

team "accounts" { contact = "#accounts" }
context "accounts" { description = "Whose money is where", owner = "accounts" }

broker "kafka" { technology = "kafka", nodes = 3 }

local _, history = p.event_sourced("account-service", {
  description = "Every movement since the account was opened",
  key = "account_id", snapshot_every = 200,
  broker = "kafka", partitions = 12, replication = 3, dead_letter = true,
})

service "account-service" {
  context = "accounts", description = "Pays in, pays out, tells the balance",
  endpoints = {
    POST "/accounts/{id}/movements" { summary = "Pay in or out", idempotent = true, auth = "mtls" },
    GET "/accounts/{id}" { summary = "The balance", auth = "mtls" },
  },
  publishes = {
    event "account.moved" {
      kind = "domain", topic = history, version = "1", key = "account_id",
      schema = { account_id = "uuid", amount = "money", at = "timestamp" },
    },
  },
}

service "statement-service" {
  context = "accounts", description = "Writes the monthly statement",
  consumes = {
    on "account.moved" { expects = { "account_id", "amount", "at" }, group = "statements", idempotent = true },
  },
}
