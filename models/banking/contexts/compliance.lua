-- Compliance: telling the authorities what the law wants them to know. An open host for whoever has the right
-- to ask, a published language (XBRL) for whoever reads.

local standards = include "../standards.lua"

service "regulatory-reporting-service" {
  context = "compliance", criticality = "medium",
  description = "Files what the law asks for",
  responsibilities = { "Liquidity and tax reports", "Suspicious activity reports", "Receipts" },
  technologies = { language = "java", framework = "spring-batch" },
  endpoints = {
    GET "/filings"             { summary = "What was filed, by reporting date", version = "2", auth = "mtls" },
    GET "/filings/{filing_id}" { summary = "A filing in XBRL, with its receipt", version = "2", auth = "mtls" },
  },
  dependencies = {
    -- The authority's inbox is away at night; reports are due by day, not by second.
    sync "supervisory-authority" {
      endpoint = "POST /submissions", protocol = "rest", timeout = "3s", idempotent = true,
      retry = { max_attempts = 3, backoff = "1s", backoff_multiplier = 2, jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "10m" },
    },
  },
  publishes = {
    event "tax-certificate.issued" {
      description = "What we told the tax office about a customer",
      kind = "integration", topic = "filings", version = "1", key = "filing_id",
      schema = { filing_id = "uuid", customer_id = "uuid", year = "integer", document = "url" },
    },
    -- Auditors and group accounting subscribe to it; they are not in this model.
    event "report.filed" {
      description = "The authority has acknowledged a report",
      kind = "integration", topic = "filings", version = "2", key = "filing_id", public = true,
      schema = { filing_id = "uuid", taxonomy = "string", reporting_date = "date", receipt = "string" },
    },
  },
  consumes = {
    on "entries.posted" {
      expects = { "posting_id", "account_id", "entries", "value_date", "reverses" },
      group = "report-builder", handler = "add_to_closing_books", idempotent = true,
    },
    -- No report on a day before both books agree on it.
    on "books.reconciled" {
      expects = { business_date = "date", difference = "money" },
      group = "report-builder", handler = "draw_up_reports", idempotent = true,
    },
    on "account.opened" {
      expects = { "account_id", "customer_id", "iban", "opened_on" },
      group = "report-builder", handler = "register_account", idempotent = true,
    },
    on "suspicion.confirmed" {
      expects = { "case_id", "customer_id", "transfers", "grounds" },
      group = "report-builder", handler = "file_suspicious_activity", idempotent = true,
    },
  },
  datastores = {
    datastore "filings-archive" { technology = "postgresql", purpose = "As filed, ten years", data = "confidential" },
  },
  health = standards.health "filings-archive",
  slos = {
    slo "availability" { target = "98.5%", window = "30d" },
    slo "latency_p99"  { target = "15s",   window = "30d", description = "From the report to its receipt" },
    slo "freshness"    { target = "24h",   window = "90d", description = "From the reporting date to the filing" },
  },
  performance = { workers = 8, latency_p50 = "200ms", latency_p99 = "1s", availability = "99.9%" },
  scaling = standards.replicas(2, 6),
  deployment = standards.rolling(),
  tracing = standards.tracing(),
  ports = { 8080 },
}
consumer_group "report-builder" {
  service = "regulatory-reporting-service", max_instances = 6, max_deliveries = 10,
  topics = { "postings", "reconciliation", "accounts", "suspicions" },
}
