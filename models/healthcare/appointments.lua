-- Appointments: a time, a place, a doctor.

local privacy = include "privacy.lua"

context "appointments" {
  description = "Bringing a patient and a clinician together",
  subdomain = "supporting", owner = "front-desk",
  language = {
    Appointment  = "A slot promised to one patient",
    Slot         = "Time of a clinician that can be promised",
    Practitioner = "A clinician as patients find them: name, field, clinic",
  },
  aggregates = { "Appointment", "Slot" },
}
relationship {
  upstream = "patients", downstream = "appointments", pattern = "upstream-downstream",
  upstream_roles = { "open-host-service" }, exposes = { "Patient" },
}

service "appointment-service" {
  context = "appointments", criticality = "high",
  description = "Books and cancels visits",
  responsibilities = { "Appointments" },
  technologies = { language = "typescript", framework = "nest", runtime = "node" },
  endpoints = {
    GET "/appointments" { summary = "My appointments", auth = "oauth2" },
    POST "/appointments" {
      summary = "Book, once for each slot", idempotent = true, auth = "oauth2", latency_p99 = "400ms",
      request = { patient_ref = privacy.reference, slot_id = "uuid", reason = "string" },
      response = { appointment_id = "uuid" },
    },
    DELETE "/appointments/{appointment_id}" { summary = "Cancel", auth = "oauth2" },
  },
  dependencies = {
    sync "patient-index" {
      endpoint = "Patients/Verify", protocol = "grpc", timeout = "80ms",
      retry = { max_attempts = 2, backoff = "20ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "10s" },
    },
    sync "provider-directory" {
      endpoints = { "Directory/TakeSlot", "Directory/FreeSlot" }, protocol = "grpc", timeout = "60ms",
      retry = { max_attempts = 2, backoff = "10ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "10s" },
    },
  },
  publishes = {
    -- Not why the patient comes: the reason stays here, the insurer asks for a tariff and no diagnosis.
    event "appointment.booked" {
      description = "A slot is promised, if somebody pays for the visit",
      kind = "integration", topic = "appointments", version = "2", key = "patient_ref",
      schema = { appointment_id = "uuid", patient_ref = privacy.reference, starts = "timestamp", tariff = "string" },
    },
    event "appointment.cancelled" {
      description = "The slot is free again, whoever cancelled",
      kind = "integration", topic = "appointments", version = "2", key = "patient_ref",
      schema = { appointment_id = "uuid", patient_ref = privacy.reference, starts = "timestamp", by = "string" },
    },
  },
  datastores = {
    datastore "appointments-db" {
      technology = "postgresql", purpose = "Appointments and their reasons", data = "confidential",
      properties = privacy.because "treatment",
    },
  },
  health = privacy.health(),
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "400ms", window = "30d" },
  },
  performance = { workers = 64, latency_p50 = "12ms", latency_p99 = "40ms", availability = "99.98%" },
  scaling = privacy.replicas(3, 12),
  deployment = rolling { max_surge = "25%", max_unavailable = 0 },
  tracing = privacy.tracing(),
  ports = { 8080 },
}

service "provider-directory" {
  context = "appointments", criticality = "high",
  description = "Clinicians and their free time",
  responsibilities = { "Practitioners", "Slots" },
  technologies = { language = "typescript", framework = "nest", runtime = "node" },
  endpoints = {
    GET "/practitioners"     { summary = "By field, clinic and first free slot", auth = "oauth2" },
    rpc "Directory/TakeSlot" { summary = "Mine, unless it is somebody's", idempotent = true, auth = "jwt" },
    rpc "Directory/FreeSlot" { summary = "Anybody's again", idempotent = true, auth = "jwt" },
  },
  datastores = {
    datastore "directory-db" { technology = "postgresql", purpose = "Practitioners and slots", data = "public" },
  },
  health = privacy.health(),
  slos = {
    slo "availability" { target = "99.97%", window = "30d" },
    slo "latency_p99"  { target = "50ms",   window = "30d" },
  },
  performance = { workers = 64, latency_p50 = "6ms", latency_p99 = "30ms", availability = "99.98%" },
  scaling = privacy.replicas(3, 12),
  deployment = rolling { max_surge = "25%", max_unavailable = 0 },
  tracing = privacy.tracing(),
  ports = { 8080, 9090 },
}
