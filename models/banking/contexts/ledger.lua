-- Ledger: the truth about money. It is written once, kept for good, and read in three ways:
-- as balances, as statements, and by the mainframe.

local standards = include "../standards.lua"

service "ledger-service" {
  context = "ledger", criticality = "critical",
  description = "Postings and balances",
  responsibilities = { "Postings", "Reversals", "Balances" },
  technologies = { language = "java", framework = "axon" },
  endpoints = {
    rpc "Ledger/PostEntries" {
      summary = "Write a posting, once for each posting_id", idempotent = true, auth = "mtls", latency_p99 = "60ms",
      request = { posting_id = "uuid", entries = "list<entry>" }, response = { booked_at = "timestamp" },
    },
    rpc "Ledger/ReverseEntries" { summary = "Take a posting back by another one", idempotent = true, auth = "mtls" },
    rpc "Ledger/GetBalance" { summary = "Booked balance of an account", idempotent = true, auth = "mtls" },
  },
  publishes = {
    event "entries.posted" {
      description = "A posting, or the reversal of one, is in the journal",
      kind = "integration", topic = "postings", version = "4", key = "account_id",
      schema = {
        posting_id = "uuid", account_id = "uuid", entries = "list<entry>", reverses = "uuid",
        value_date = "date", booked_at = "timestamp",
      },
    },
  },
  datastores = {
    datastore "journal-store" { technology = "eventstoredb", purpose = "Every entry ever made", data = "confidential" },
    datastore "balances" { technology = "postgresql", purpose = "What the entries add up to", data = "confidential" },
  },
  health = standards.health "journal-store",
  slos = {
    slo "availability" { target = "99.99%", window = "30d" },
    slo "latency_p99"  { target = "60ms",   window = "30d" },
  },
  performance = { workers = 64, latency_p50 = "8ms", latency_p99 = "40ms", availability = "99.995%" },
  scaling = standards.replicas(6, 24),
  deployment = blue_green(standards.four_eyes()),
  tracing = standards.tracing(),
  ports = { 9090 },
}

-- There is no audit log beside the books that could differ from them: the journal is the audit log.
event_sourcing {
  service = "ledger-service",
  event_store = { type = "eventstoredb", topic = "journal" },
  snapshot_policy = { interval_events = 500 },
}

-- Commands see the journal, questions see balances that follow it within moments.
cqrs {
  service = "ledger-service",
  write_model = { type = "event-sourced", datastore = "journal-store" },
  read_model = { type = "projection", refresh = "eventual", datastore = "balances" },
  projections = { "entries.posted" },
}

service "statement-service" {
  context = "ledger", criticality = "medium",
  description = "Turns postings into statements",
  responsibilities = { "Account statements" },
  technologies = { language = "kotlin", framework = "ktor" },
  endpoints = {
    GET "/statements/{account_id}" { summary = "What happened in a month", auth = "oauth2", latency_p99 = "200ms" },
  },
  consumes = {
    on "entries.posted" {
      expects = { "posting_id", "account_id", "entries", "value_date" },
      group = "statement-writer", handler = "append_lines", idempotent = true,
    },
  },
  datastores = {
    datastore "statements" { technology = "mongodb", purpose = "Statements as printed", data = "confidential" },
  },
  health = standards.health "statements",
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "250ms", window = "30d" },
    slo "freshness"    { target = "30s",   window = "30d", description = "From the posting to its line" },
  },
  performance = { workers = 64, latency_p50 = "25ms", latency_p99 = "150ms", availability = "99.95%" },
  scaling = standards.replicas(2, 12),
  deployment = standards.rolling(),
  tracing = standards.tracing(),
  ports = { 8080 },
}
consumer_group "statement-writer" {
  service = "statement-service", topics = { "postings" }, max_instances = 12, max_deliveries = 5,
}

-- The anticorruption layer: the one place that knows what a CIF is. It works off a topic, so nobody waits
-- for the mainframe, not even while it is away for the night.
service "core-banking-adapter" {
  context = "ledger", criticality = "high",
  description = "Translates for the mainframe",
  responsibilities = { "Translation of postings", "Daily reconciliation" },
  technologies = { language = "java", framework = "camel" },
  dependencies = {
    sync "core-banking-system" {
      endpoints = { "POST /postings", "GET /balances/{cif}" }, protocol = "rest", timeout = "2s",
      retry = { max_attempts = 3, backoff = "500ms", backoff_multiplier = 2, jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "5m", max_connections = 40 },
    },
  },
  publishes = {
    event "books.reconciled" {
      description = "Journal and mainframe agree on a day, or the difference is known",
      kind = "integration", topic = "reconciliation", version = "1", key = "business_date",
      schema = { business_date = "date", entries = "integer", difference = "money" },
    },
  },
  consumes = {
    on "entries.posted" {
      expects = { "posting_id", "account_id", "entries", "value_date" },
      group = "mainframe-feeder", handler = "translate_posting", idempotent = true,
    },
  },
  datastores = {
    datastore "translation-table" { technology = "postgresql", purpose = "Account to CIF", data = "confidential" },
  },
  health = standards.health "translation-table",
  slos = {
    slo "availability" { target = "99.5%", window = "30d" },
    slo "freshness"    { target = "15m",   window = "30d", description = "From the journal to the old books" },
  },
  performance = { workers = 16, latency_p50 = "10ms", latency_p99 = "50ms", availability = "99.95%" },
  scaling = standards.replicas(2, 12),
  deployment = standards.rolling(),
  tracing = standards.tracing(),
}
consumer_group "mainframe-feeder" {
  service = "core-banking-adapter", topics = { "postings" }, max_instances = 12, max_deliveries = 20,
}
