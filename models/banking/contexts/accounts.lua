-- Accounts: what customers hold with us, and on what terms.

local standards = include "../standards.lua"

service "account-service" {
  context = "accounts", criticality = "critical",
  description = "Accounts and holds on them",
  responsibilities = { "Account opening", "Holds", "Available balance" },
  technologies = { language = "kotlin", framework = "axon" },
  endpoints = {
    GET  "/accounts"              { summary = "A customer's accounts", auth = "oauth2" },
    GET  "/accounts/{account_id}" { summary = "Terms and available balance", auth = "oauth2", latency_p99 = "250ms" },
    POST "/accounts" {
      summary = "Open an account, once for each contract", idempotent = true, auth = "oauth2",
      request = { contract_id = "uuid", product = "string" }, response = { account_id = "uuid", iban = "string" },
    },
    rpc "Accounts/PlaceHold"   { summary = "Keep an amount from being spent", idempotent = true, auth = "mtls" },
    rpc "Accounts/ReleaseHold" { summary = "Let it be spent again", idempotent = true, auth = "mtls" },
    rpc "Accounts/SettleHold"  { summary = "The money is gone, and so is the hold", idempotent = true, auth = "mtls" },
  },
  dependencies = {
    -- No hold on money that is not there: without the ledger's answer there is none.
    sync "ledger-service" {
      endpoint = "Ledger/GetBalance", protocol = "grpc", timeout = "80ms",
      retry = { max_attempts = 2, backoff = "20ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "10s", max_connections = 200 },
    },
  },
  publishes = {
    event "account.opened" {
      description = "There is a contract and an account under it",
      kind = "integration", topic = "accounts", version = "2", key = "account_id",
      schema = { account_id = "uuid", customer_id = "uuid", iban = "string", product = "string", opened_on = "date" },
    },
  },
  datastores = {
    datastore "accounts-db" { technology = "postgresql", purpose = "Accounts and holds", data = "confidential" },
  },
  health = standards.health "accounts-db",
  slos = {
    slo "availability" { target = "99.97%", window = "30d" },
    slo "latency_p99"  { target = "250ms",  window = "30d" },
  },
  performance = { workers = 96, latency_p50 = "10ms", latency_p99 = "50ms", availability = "99.99%" },
  scaling = standards.replicas(6, 24),
  deployment = blue_green(standards.four_eyes()),
  tracing = standards.tracing(),
  ports = { 8080, 9090 },
}

-- Who changed the overdraft, when, and on whose word? The account's history answers, not a log file.
event_sourcing {
  service = "account-service",
  event_store = { type = "eventstoredb", topic = "account-history" },
  snapshot_policy = { interval_events = 100 },
}
