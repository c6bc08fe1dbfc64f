-- Reminders: what patients hear from us. If they want to.

local privacy = include "privacy.lua"

context "reminders" {
  description = "Nobody forgets a visit who does not want to",
  subdomain = "generic", owner = "front-desk",
  language = { Reminder = "A message with time and place, and not a word about health" },
}
relationship {
  upstream = "appointments", downstream = "reminders", pattern = "conformist",
  upstream_roles = { "published-language" }, exposes = { "Appointment" },
}
relationship {
  upstream = "consent", downstream = "reminders", pattern = "conformist",
  upstream_roles = { "open-host-service" }, exposes = { "Consent" },
}
relationship {
  upstream = "patients", downstream = "reminders", pattern = "upstream-downstream",
  upstream_roles = { "open-host-service" }, exposes = { "Patient" },
}

service "reminder-service" {
  context = "reminders", criticality = "low",
  description = "Reminds patients of visits",
  responsibilities = { "Reminders" },
  technologies = { language = "typescript", framework = "nest", runtime = "node" },
  dependencies = {
    sync "consent-service" {
      endpoint = "Consent/Decide", protocol = "grpc", timeout = "40ms",
      fallback = "silence",
      circuit_breaker = { failure_threshold = 10, reset_timeout = "5s" },
    },
    sync "patient-index" {
      endpoint = "Patients/GetContact", protocol = "grpc", timeout = "80ms",
      retry = { max_attempts = 2, backoff = "20ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "10s" },
    },
    sync "message-provider" {
      endpoint = "POST /messages", protocol = "rest", timeout = "1s", idempotent = true,
      retry = { max_attempts = 2, backoff = "250ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "60s" },
    },
  },
  consumes = {
    on "appointment.booked" {
      expects = { "appointment_id", "patient_ref", "starts" },
      group = "reminders", handler = "plan_reminder", idempotent = true,
    },
    on "appointment.cancelled" {
      expects = { "appointment_id", "patient_ref", "starts", "by" },
      group = "reminders", handler = "say_cancelled", idempotent = true,
    },
  },
  datastores = {
    datastore "planned-reminders" {
      technology = "redis", purpose = "What to say when", data = "confidential",
      properties = privacy.because "consent",
    },
  },
  health = privacy.health(),
  slos = {
    slo "availability" { target = "99.5%", window = "30d" },
    slo "latency_p99"  { target = "4s",    window = "30d" },
  },
  performance = { workers = 32, latency_p50 = "10ms", latency_p99 = "50ms", availability = "99.9%" },
  scaling = privacy.replicas(2, 6),
  deployment = rolling { max_surge = 1, max_unavailable = 0 },
  tracing = privacy.tracing(),
  tags = { "discloses" },
}
consumer_group "reminders" {
  service = "reminder-service", topics = { "appointments" }, max_instances = 6, max_deliveries = 3,
}
