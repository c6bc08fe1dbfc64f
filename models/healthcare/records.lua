-- Records: what is known about a patient's health. Nothing leaves without a decision, every look leaves a trace,
-- and what nobody may keep any longer is gone the next morning.

local privacy = include "privacy.lua"

context "records" {
  description = "What is known about a patient's health",
  subdomain = "core", owner = "clinical",
  language = {
    Record    = "All that our clinics have written about one patient",
    Encounter = "A visit as the clinician wrote it down: findings, diagnoses, what was done",
    Result    = "What a laboratory found in a sample",
    Erasure   = "Making data unreadable for good; the fact that it happened stays",
  },
  aggregates = { "Record", "Encounter" },
}
relationship {
  upstream = "consent", downstream = "records", pattern = "conformist",
  upstream_roles = { "open-host-service", "published-language" }, exposes = { "Consent" },
}
relationship {
  upstream = "patients", downstream = "records", pattern = "upstream-downstream",
  upstream_roles = { "open-host-service" }, exposes = { "Patient" },
}

service "record-service" {
  context = "records", criticality = "critical",
  description = "Shows and keeps records",
  responsibilities = { "Records", "Encounters", "Erasure" },
  technologies = { language = "java", framework = "hapi-fhir" },
  endpoints = {
    GET "/records/{patient_ref}" { summary = "The record, as far as consent goes", auth = "oauth2" },
    POST "/records/{patient_ref}/encounters" {
      summary = "Write down a visit, once for each appointment", idempotent = true, auth = "oauth2",
      request = { appointment_id = "uuid", diagnoses = "list<icd10>", services = "list<tariff>", note = "string" },
    },
    rpc "Records/Erase" { summary = "What was kept for a purpose alone", idempotent = true, auth = "jwt" },
  },
  dependencies = {
    -- A hard call, and without fallback: who cannot ask may not show. No answer means no.
    sync "consent-service" {
      endpoint = "Consent/Decide", protocol = "grpc", timeout = "40ms", critical = true,
      retry = { max_attempts = 2, backoff = "10ms", jitter = true },
      circuit_breaker = { failure_threshold = 10, reset_timeout = "5s" },
    },
  },
  publishes = {
    event "record.accessed" {
      description = "Somebody saw a record, or was refused",
      kind = "integration", topic = "access-log", version = "1", key = "patient_ref", tags = { "audit" },
      schema = {
        patient_ref = privacy.reference, by = "string", purpose = "string", permitted = "bool", at = "timestamp",
      },
    },
    event "encounter.closed" {
      description = "A visit is written down and can be paid for",
      kind = "integration", topic = "encounters", version = "3", key = "patient_ref",
      schema = {
        encounter_id = "uuid", appointment_id = "uuid", patient_ref = privacy.reference,
        services = "list<tariff>", diagnoses = "list<icd10>",
      },
    },
  },
  consumes = {
    on "result.received" {
      expects = { patient_ref = privacy.reference, sample = "string", values = "list<observation>" },
      group = "record-keeper", handler = "file_result", idempotent = true,
    },
  },
  datastores = {
    datastore "health-records" {
      technology = "postgresql", purpose = "Encounters, results, letters", data = "pii",
      properties = privacy.because "treatment",
    },
  },
  health = privacy.health(),
  slos = {
    slo "availability" { target = "99.95%", window = "30d" },
    slo "latency_p99"  { target = "200ms",  window = "30d" },
  },
  performance = { workers = 64, latency_p50 = "20ms", latency_p99 = "60ms", availability = "99.98%" },
  scaling = privacy.replicas(4, 12),
  -- Forty requests a second are too few for a canary: to see 99.95 % broken, a tenth of them takes more than
  -- an hour. Both versions stand ready, and clinicians of one clinic say when all may go.
  deployment = blue_green { auto_promote = false, scale_down_delay = "2h", analysis = { "availability" } },
  tracing = privacy.tracing(),
  ports = { 8080, 9090 },
  tags = { "discloses" },
}
consumer_group "record-keeper" {
  service = "record-service", topics = { "results" }, max_instances = 12, max_deliveries = 10,
}
access { from = { "care-gateway", "retention-batch" }, to = "record-service" }

include "records_intake.lua"
