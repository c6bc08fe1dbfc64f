-- Customers: who they are, and how we reach them.

local standards = include "../standards.lua"

service "identity-service" {
  context = "customers", criticality = "critical",
  description = "Logs customers in",
  responsibilities = { "Log in", "Tokens", "Contacts" },
  technologies = { language = "java", framework = "keycloak" },
  endpoints = {
    POST "/oauth/token"            { summary = "Two factors for a token", auth = "api-key", latency_p99 = "350ms" },
    PUT  "/contacts/{customer_id}" { summary = "Change an address or device", auth = "oauth2" },
    rpc  "Customers/GetContact"    { summary = "Where to reach a customer", idempotent = true, auth = "mtls" },
  },
  datastores = {
    datastore "identities" { technology = "postgresql", purpose = "Persons, contacts, second factors", data = "pii" },
  },
  health = standards.health "identities",
  slos = {
    slo "availability" { target = "99.95%", window = "30d" },
    slo "latency_p99"  { target = "350ms",  window = "30d" },
  },
  performance = { workers = 32, latency_p50 = "90ms", latency_p99 = "300ms", availability = "99.98%" },
  scaling = standards.replicas(4, 16),
  deployment = standards.rolling(),
  tracing = standards.tracing(),
  ports = { 8080, 9090 },
}

service "notification-service" {
  context = "customers", criticality = "medium",
  description = "Tells customers what happened",
  responsibilities = { "Push and text messages", "Letters of the tax office" },
  technologies = { language = "kotlin", framework = "ktor" },
  dependencies = {
    sync "identity-service" {
      endpoint = "Customers/GetContact", protocol = "grpc", timeout = "400ms",
      retry = { max_attempts = 2, backoff = "100ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "15s", max_connections = 200 },
    },
    sync "message-provider" {
      endpoint = "POST /messages", protocol = "rest", timeout = "1s", idempotent = true,
      retry = { max_attempts = 3, backoff = "250ms", backoff_multiplier = 2, jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "60s", max_connections = 500 },
    },
  },
  consumes = {
    on "transfer.settled" {
      expects = { "transfer_id", "customer_id", "amount", "settled_at" },
      group = "messenger", handler = "say_settled", idempotent = true,
    },
    on "transfer.rejected" {
      expects = { "transfer_id", "customer_id", "amount", "reason" },
      group = "messenger", handler = "say_rejected", idempotent = true,
    },
    on "tax-certificate.issued" {
      expects = { "customer_id", "year", "document" },
      group = "messenger", handler = "send_certificate", idempotent = true,
    },
  },
  datastores = {
    datastore "sent-messages" { technology = "postgresql", purpose = "What was sent, to whom", data = "pii" },
  },
  health = standards.health "sent-messages",
  slos = {
    slo "availability" { target = "99.5%", window = "30d" },
    slo "latency_p99"  { target = "6s",    window = "30d" },
  },
  performance = { workers = 64, latency_p50 = "10ms", latency_p99 = "60ms", availability = "99.9%" },
  scaling = standards.replicas(2, 12),
  deployment = standards.rolling(),
  tracing = standards.tracing(),
  ports = { 8080 },
}
consumer_group "messenger" {
  service = "notification-service", topics = { "transfers", "filings" }, max_instances = 12, max_deliveries = 5,
}
