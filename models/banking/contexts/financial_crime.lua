-- Financial crime: assessed before the money moves, investigated after.

local standards = include "../standards.lua"

service "fraud-detection-service" {
  context = "financial-crime", criticality = "critical",
  description = "Tells odd transfers from usual",
  responsibilities = { "Assessment of transfers", "Cases" },
  technologies = { language = "python", framework = "grpcio" },
  endpoints = {
    rpc "FraudDetection/AssessTransfer" {
      summary = "Let it pass, or open a case", idempotent = true, auth = "mtls", latency_p99 = "100ms",
      request = { transfer_id = "uuid", debtor_account = "iban", creditor_account = "iban", amount = "money" },
      response = { pass = "bool", score = "decimal", reasons = "list<string>" },
    },
    GET "/cases"                    { summary = "Cases that wait for a decision", auth = "oauth2" },
    PUT "/cases/{case_id}/decision" { summary = "Close a case, or confirm it", auth = "oauth2" },
  },
  publishes = {
    -- For compliance alone. A message to the customer would be tipping off, which is a crime itself.
    event "suspicion.confirmed" {
      description = "An analyst has confirmed a case",
      kind = "integration", topic = "suspicions", version = "1", key = "case_id",
      schema = { case_id = "uuid", customer_id = "uuid", transfers = "list<uuid>", grounds = "string" },
    },
  },
  datastores = {
    datastore "profiles" { technology = "cassandra", purpose = "Habits of accounts, and cases", data = "confidential" },
  },
  health = standards.health "profiles",
  slos = {
    slo "availability" { target = "99.98%", window = "30d" },
    slo "latency_p99"  { target = "100ms",  window = "30d" },
  },
  performance = { workers = 32, latency_p50 = "20ms", latency_p99 = "80ms", availability = "99.99%" },
  scaling = standards.replicas(6, 24),
  -- A new model sees every transfer for two weeks before anybody listens to it.
  deployment = shadow { percentage = "100%", duration = "14d" },
  tracing = standards.tracing(),
  ports = { 8080, 9090 },
}

service "sanctions-service" {
  context = "financial-crime", criticality = "critical",
  description = "Holds names against the lists",
  responsibilities = { "Screening of names" },
  technologies = { language = "go", framework = "grpc-go" },
  endpoints = {
    rpc "Sanctions/ScreenNames" {
      summary = "Hits for a name, in any spelling", idempotent = true, auth = "mtls", latency_p99 = "80ms",
      request = { names = "list<string>", countries = "list<string>" }, response = { hits = "list<hit>" },
    },
  },
  datastores = {
    datastore "sanctions-lists" { technology = "opensearch", purpose = "Lists of EU, UN and OFAC", data = "public" },
  },
  health = standards.health "sanctions-lists",
  slos = {
    slo "availability" { target = "99.98%", window = "30d" },
    slo "latency_p99"  { target = "80ms",   window = "30d" },
    slo "freshness"    { target = "1h",     window = "30d", description = "From a new list to its first hit" },
  },
  performance = { workers = 64, latency_p50 = "12ms", latency_p99 = "60ms", availability = "99.99%" },
  scaling = standards.replicas(4, 12),
  deployment = standards.rolling(),
  tracing = standards.tracing(),
  ports = { 9090 },
}
