-- Patients: a person becomes a pseudonym. The one context that knows names.

local privacy = include "privacy.lua"

context "patients" {
  description = "Who is who, known here and nowhere else",
  subdomain = "supporting", owner = "front-desk",
  language = {
    Patient   = "A person whom at least one of our clinics has seen",
    Pseudonym = "What a patient is called outside of this context",
    Match     = "Finding the patient for a name and a date of birth, in any spelling",
  },
  aggregates = { "Patient" },
}

service "patient-index" {
  context = "patients", criticality = "critical",
  description = "Names in, pseudonyms out",
  responsibilities = { "Matching", "Contacts" },
  technologies = { language = "java", framework = "quarkus" },
  endpoints = {
    rpc "Patients/Match" {
      summary = "The pseudonym of a person", idempotent = true, auth = "jwt", latency_p99 = "60ms",
      request = { name = "string", born = "date" }, response = { patient_ref = privacy.reference },
    },
    rpc "Patients/Verify"     { summary = "Is there such a patient?", idempotent = true, auth = "jwt" },
    rpc "Patients/GetContact" { summary = "Where a patient wants to hear from us", idempotent = true, auth = "jwt" },
    GET "/patients/{patient_ref}" { summary = "My name and contacts", auth = "oauth2" },
    PUT "/patients/{patient_ref}" { summary = "I have moved", auth = "oauth2" },
  },
  datastores = {
    datastore "identities" {
      technology = "postgresql", purpose = "Names, births, contacts, pseudonyms", data = "pii",
      properties = privacy.because "treatment",
    },
  },
  health = privacy.health(),
  slos = {
    slo "availability" { target = "99.97%", window = "30d" },
    slo "latency_p99"  { target = "60ms",   window = "30d" },
  },
  performance = { workers = 48, latency_p50 = "10ms", latency_p99 = "40ms", availability = "99.98%" },
  scaling = privacy.replicas(4, 12),
  deployment = rolling { max_surge = "25%", max_unavailable = 0 },
  tracing = privacy.tracing(),
  ports = { 8080, 9090 },
}

access { from = { "care-gateway" }, to = "patient-index", methods = { "GET", "PUT" } }
access { from = { "appointment-service", "lab-intake", "reminder-service" }, to = "patient-index" }
