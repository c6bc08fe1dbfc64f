-- Billing: who pays. Insurers learn what was done; what it was done for, only if the patient agrees.

local privacy = include "privacy.lua"

context "billing" {
  description = "Getting visits paid for",
  subdomain = "supporting", owner = "finance",
  language = {
    Coverage = "An insurer's word that it will pay for a visit",
    Claim    = "What we ask an insurer to pay, by tariff",
    Case     = "All that is owed for one visit, by whomever",
  },
  aggregates = { "Case", "Claim" },
}
relationship { upstream = "appointments", downstream = "billing", pattern = "customer-supplier" }
relationship {
  upstream = "records", downstream = "billing", pattern = "upstream-downstream",
  upstream_roles = { "published-language" }, exposes = { "Encounter" },
}
relationship {
  upstream = "consent", downstream = "billing", pattern = "conformist",
  upstream_roles = { "open-host-service" }, exposes = { "Consent" },
}

service "claims-service" {
  context = "billing", criticality = "medium",
  description = "Asks insurers to pay",
  responsibilities = { "Coverage", "Claims" },
  technologies = { language = "kotlin", framework = "spring-boot" },
  dependencies = {
    -- Denied until permitted: a claim can do without diagnoses, and is only paid later.
    sync "consent-service" {
      endpoint = "Consent/Decide", protocol = "grpc", timeout = "40ms",
      fallback = "a claim without diagnoses",
      circuit_breaker = { failure_threshold = 10, reset_timeout = "5s" },
    },
    sync "health-insurer" {
      endpoints = { "POST /authorisations", "DELETE /authorisations/{id}", "POST /claims" },
      protocol = "rest", timeout = "2s", idempotent = true,
      retry = { max_attempts = 2, backoff = "500ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "2m" },
    },
    -- The one undo that is a call: no coverage, no appointment. The events it causes undo the rest.
    sync "appointment-service" {
      endpoint = "DELETE /appointments/{appointment_id}", protocol = "rest", timeout = "500ms",
      retry = { max_attempts = 3, backoff = "100ms", backoff_multiplier = 2, jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "30s" },
      fallback = "a task for the front desk",
    },
  },
  publishes = {
    event "coverage.authorised" {
      description = "The insurer will pay for a visit",
      kind = "domain", topic = "coverage", version = "1", key = "patient_ref",
      schema = { appointment_id = "uuid", patient_ref = privacy.reference, tariff = "string", share = "decimal" },
    },
  },
  consumes = {
    on "appointment.booked" {
      expects = { appointment_id = "uuid", patient_ref = privacy.reference, tariff = "string" },
      group = "claims", handler = "authorise_coverage", idempotent = true,
    },
    on "appointment.cancelled" {
      expects = { appointment_id = "uuid" }, group = "claims", handler = "void_authorisation", idempotent = true,
    },
    on "encounter.closed" {
      expects = { "encounter_id", "appointment_id", "services", "diagnoses" },
      group = "claims", handler = "submit_claim", idempotent = true,
    },
  },
  datastores = {
    datastore "claims-db" {
      technology = "postgresql", purpose = "Coverage and claims", data = "confidential",
      properties = privacy.because "contract",
    },
  },
  health = privacy.health(),
  slos = {
    slo "availability" { target = "99%", window = "30d" },
    slo "latency_p99"  { target = "7s",  window = "30d", description = "From the event to the insurer's word" },
  },
  performance = { workers = 64, latency_p50 = "15ms", latency_p99 = "60ms", availability = "99.95%" },
  scaling = privacy.replicas(2, 12),
  deployment = rolling { max_surge = 1, max_unavailable = 0 },
  tracing = privacy.tracing(),
  tags = { "discloses" },
}
consumer_group "claims" {
  service = "claims-service", topics = { "appointments", "encounters" }, max_instances = 12, max_deliveries = 10,
}

service "billing-service" {
  context = "billing", criticality = "medium",
  description = "Writes invoices",
  responsibilities = { "Cases", "Invoices" },
  technologies = { language = "kotlin", framework = "spring-boot" },
  endpoints = {
    GET "/invoices/{appointment_id}" { summary = "What I still owe", auth = "oauth2", latency_p99 = "300ms" },
  },
  consumes = {
    on "coverage.authorised" {
      expects = { "appointment_id", "patient_ref", "tariff", "share" },
      group = "bookkeepers", handler = "open_case", idempotent = true,
    },
    on "appointment.cancelled" {
      expects = { "appointment_id" }, group = "bookkeepers", handler = "close_case", idempotent = true,
    },
    on "encounter.closed" {
      expects = { "encounter_id", "appointment_id", "services" },
      group = "bookkeepers", handler = "write_invoice", idempotent = true,
    },
  },
  datastores = {
    datastore "cases-db" {
      technology = "postgresql", purpose = "Cases and invoices", data = "confidential",
      properties = privacy.because "contract",
    },
  },
  health = privacy.health(),
  slos = {
    slo "availability" { target = "99.5%", window = "30d" },
    slo "latency_p99"  { target = "300ms", window = "30d" },
  },
  performance = { workers = 32, latency_p50 = "20ms", latency_p99 = "120ms", availability = "99.9%" },
  scaling = privacy.replicas(2, 12),
  deployment = rolling { max_surge = 1, max_unavailable = 0 },
  tracing = privacy.tracing(),
  ports = { 8080 },
}
consumer_group "bookkeepers" {
  service = "billing-service", topics = { "coverage", "appointments", "encounters" },
  max_instances = 12, max_deliveries = 10,
}
