-- Consent: may this be known, by whom, what for. The patient decides; the answer is asked for at every look,
-- not copied and kept.

local privacy = include "privacy.lua"

context "consent" {
  description = "What patients allow",
  subdomain = "core", owner = "privacy-office",
  language = {
    Consent    = "A patient's word that somebody may use data for a purpose, until they take it back",
    Purpose    = "What data is used for: treatment, billing, reminders, research",
    Decision   = "Permit or deny, for one look, with its reason",
    Withdrawal = "The end of a consent, at any time and without a reason",
  },
  aggregates = { "Consent" },
}

service "consent-service" {
  context = "consent", criticality = "critical",
  description = "Decides on every look",
  responsibilities = { "Consents", "Withdrawals", "Decisions" },
  technologies = { language = "go", framework = "open-policy-agent" },
  endpoints = {
    rpc "Consent/Decide" {
      summary = "May this one see that, for this purpose?", idempotent = true, auth = "jwt", latency_p99 = "30ms",
      request = { patient_ref = privacy.reference, requester = "string", purpose = "string" },
      response = { permit = "bool", reason = "string" },
    },
    GET    "/consents/{patient_ref}"           { summary = "What I have allowed", auth = "oauth2" },
    PUT    "/consents/{patient_ref}/{purpose}" { summary = "Allow", auth = "oauth2" },
    DELETE "/consents/{patient_ref}/{purpose}" { summary = "Take it back", auth = "oauth2" },
  },
  publishes = {
    event "consent.given" {
      description = "A purpose is allowed",
      kind = "integration", topic = "consents", version = "1", key = "patient_ref",
      schema = { patient_ref = privacy.reference, purpose = "string", at = "timestamp" },
    },
    event "consent.withdrawn" {
      description = "A purpose is allowed no longer; what was kept for it alone must go",
      kind = "integration", topic = "consents", version = "1", key = "patient_ref",
      schema = { patient_ref = privacy.reference, purpose = "string", at = "timestamp" },
    },
  },
  datastores = {
    datastore "consents-db" {
      technology = "postgresql", purpose = "Consents and their ends", data = "confidential",
      properties = privacy.because "consent",
    },
  },
  health = privacy.health(),
  slos = {
    slo "availability" { target = "99.99%", window = "30d" },
    slo "latency_p99"  { target = "30ms",   window = "30d" },
  },
  performance = { workers = 64, latency_p50 = "3ms", latency_p99 = "15ms", availability = "99.995%" },
  scaling = privacy.replicas(4, 12),
  -- A new policy decides beside the old one for a month; the privacy office reads where they differ.
  deployment = shadow { percentage = "100%", duration = "30d" },
  tracing = privacy.tracing(),
  ports = { 8080, 9090 },
}

access { from = { "care-gateway" }, to = "consent-service", methods = { "GET", "PUT", "DELETE" } }
access { from = { "record-service", "claims-service", "reminder-service" }, to = "consent-service" }
