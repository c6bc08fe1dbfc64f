-- Accountability: who looked at what, and when. Patients may ask, and are answered.

local privacy = include "privacy.lua"

context "accountability" {
  description = "Who looked at what, and when",
  subdomain = "core", owner = "privacy-office",
  language = {
    Access = "One look at one record, permitted or not",
    Trail  = "All accesses to the record of one patient",
  },
  aggregates = { "Trail" },
}
relationship {
  upstream = "consent", downstream = "accountability", pattern = "conformist",
  upstream_roles = { "published-language" }, exposes = { "Consent" },
}
relationship {
  upstream = "records", downstream = "accountability", pattern = "conformist",
  upstream_roles = { "published-language" },
}

service "audit-service" {
  context = "accountability", criticality = "high",
  description = "Keeps the trail of each record",
  responsibilities = { "Trails", "Answers to patients" },
  technologies = { language = "go", framework = "net-http" },
  endpoints = {
    GET "/access-log/{patient_ref}" { summary = "Who looked at my record", auth = "oauth2", latency_p99 = "500ms" },
  },
  consumes = {
    on "record.accessed" {
      expects = { "patient_ref", "by", "purpose", "permitted", "at" },
      group = "auditors", handler = "append_access", idempotent = true,
    },
    on "record.erased" {
      expects = { "patient_ref", "purpose", "grounds", "at" },
      group = "auditors", handler = "append_erasure", idempotent = true,
    },
    on "consent.given" {
      expects = { "patient_ref", "purpose", "at" },
      group = "auditors", handler = "append_consent", idempotent = true,
    },
    on "consent.withdrawn" {
      expects = { "patient_ref", "purpose", "at" },
      group = "auditors", handler = "append_withdrawal", idempotent = true,
    },
  },
  datastores = {
    datastore "trails" {
      technology = "immudb", purpose = "Trails; nothing in it can be changed", data = "confidential",
      properties = privacy.because "duty",
    },
  },
  health = privacy.health(),
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "500ms", window = "30d" },
    slo "freshness"    { target = "5s",    window = "30d", description = "From the look to its trace" },
  },
  performance = { workers = 32, latency_p50 = "25ms", latency_p99 = "200ms", availability = "99.95%" },
  scaling = privacy.replicas(2, 12),
  deployment = rolling { max_surge = 1, max_unavailable = 0 },
  tracing = privacy.tracing(),
  ports = { 8080 },
}
consumer_group "auditors" {
  service = "audit-service", topics = { "access-log", "consents" }, max_instances = 12, max_deliveries = 50,
}
