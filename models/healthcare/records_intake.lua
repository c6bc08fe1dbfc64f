-- Records, continued: how results come in, and how what may not stay goes out.

local privacy = include "privacy.lua"

-- Laboratories know names. Here the name is dropped, before anything else sees the result.
service "lab-intake" {
  context = "records", criticality = "high",
  description = "Takes in laboratory results",
  responsibilities = { "Results", "From name to pseudonym" },
  technologies = { language = "java", framework = "camel" },
  endpoints = {
    POST "/results" { summary = "A result, once for each sample", idempotent = true, auth = "oauth2" },
  },
  dependencies = {
    sync "patient-index" {
      endpoint = "Patients/Match", protocol = "grpc", timeout = "80ms",
      retry = { max_attempts = 2, backoff = "20ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "10s" },
    },
  },
  publishes = {
    event "result.received" {
      description = "A laboratory has found something, or nothing",
      kind = "domain", topic = "results", version = "1", key = "patient_ref",
      schema = { patient_ref = privacy.reference, sample = "string", values = "list<observation>", at = "timestamp" },
    },
  },
  health = privacy.health(),
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "300ms", window = "30d" },
  },
  performance = { workers = 32, latency_p50 = "15ms", latency_p99 = "60ms", availability = "99.96%" },
  scaling = privacy.replicas(2, 8),
  deployment = rolling { max_surge = 1, max_unavailable = 0 },
  tracing = privacy.tracing(),
  ports = { 8080 },
}

-- Runs at two in the morning, one at a time: two of them would erase from the same list. So the old version
-- stops before the new one starts. Nobody waits for it but the law.
service "retention-batch" {
  context = "records", criticality = "medium",
  description = "Forgets what may not be kept",
  responsibilities = { "Withdrawn consents", "Ends of keeping times" },
  technologies = { language = "kotlin", framework = "spring-batch" },
  dependencies = {
    sync "record-service" {
      endpoint = "Records/Erase", protocol = "grpc", timeout = "250ms",
      retry = { max_attempts = 3, backoff = "200ms", backoff_multiplier = 2, jitter = true },
      circuit_breaker = { failure_threshold = 10, reset_timeout = "60s" },
    },
  },
  publishes = {
    event "record.erased" {
      description = "What was kept for a purpose is unreadable",
      kind = "integration", topic = "access-log", version = "1", key = "patient_ref", tags = { "audit" },
      schema = { patient_ref = privacy.reference, purpose = "string", grounds = "string", at = "timestamp" },
    },
  },
  consumes = {
    on "consent.withdrawn" {
      expects = { "patient_ref", "purpose", "at" },
      group = "forgetters", handler = "plan_erasure", idempotent = true,
    },
  },
  datastores = {
    datastore "erasure-plan" {
      technology = "postgresql", purpose = "What is to go tonight", data = "confidential", single_writer = true,
      properties = privacy.because "duty",
    },
  },
  health = privacy.health(),
  slos = {
    slo "availability" { target = "99%", window = "30d" },
    slo "freshness"    { target = "24h", window = "30d", description = "From the withdrawal to the erasure" },
  },
  performance = { workers = 8, latency_p50 = "50ms", latency_p99 = "200ms", availability = "99.5%" },
  scaling = { strategy = "vertical", min = 1, max = 1 },
  deployment = recreate { downtime = "10m" },
  tracing = privacy.tracing(),
}
consumer_group "forgetters" {
  service = "retention-batch", topics = { "consents" }, max_instances = 1, max_deliveries = 20,
}
