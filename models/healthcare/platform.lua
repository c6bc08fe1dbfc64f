-- Platform: two doors, a mesh, and the topics between the contexts.

gateway "care-gateway" {
  description = "For patients and clinicians",
  authentication = { type = "oauth2", issuer = "https://login.clinics.example", audience = "care" },
  rate_limiting = { requests_per_minute = 240, burst = 40, per = "user" },
  tls = { mode = "terminate", certificate = "care-clinics-example", hosts = { "care.clinics.example" } },
  routes = {
    route "/consents"      { service = "consent-service", methods = { "GET", "PUT", "DELETE" }, timeout = "200ms" },
    route "/patients"      { service = "patient-index", methods = { "GET", "PUT" }, timeout = "300ms" },
    route "/practitioners" { service = "provider-directory", methods = { "GET" }, timeout = "300ms" },
    route "/appointments"  { service = "appointment-service", methods = { "GET", "POST", "DELETE" }, timeout = "1s" },
    route "/records"       { service = "record-service", methods = { "GET", "POST" }, timeout = "500ms" },
    route "/invoices"      { service = "billing-service", methods = { "GET" }, timeout = "500ms" },
    route "/access-log"    { service = "audit-service", methods = { "GET" }, timeout = "1s" },
  },
}

-- Machines have a token, too, and a certificate beside it.
gateway "exchange-gateway" {
  description = "For laboratories",
  authentication = { type = "oauth2", issuer = "https://login.clinics.example", audience = "exchange" },
  rate_limiting = { requests_per_minute = 3000, burst = 500, per = "client" },
  tls = { mode = "mutual", certificate = "exchange-clinics-example", hosts = { "exchange.clinics.example" } },
  routes = {
    route "/results" { service = "lab-intake", methods = { "POST" }, timeout = "1s" },
  },
}

mesh "ward" {
  type = "linkerd", version = "2.15",
  observability = { tracing = true, metrics = true, logging = false },
  security = { mtls = "strict", authorization = true },
}

broker "rabbit" {
  technology = "rabbitmq", nodes = 3, description = "In our own data centre: no message leaves the country",
}

-- Messages about one patient stay in their order, and none is kept longer than it takes to act on it: what is
-- to stay lies in a store that says why.
local function about_patients(kept)
  return {
    broker = "rabbit", partitions = 12, replication = 3, key = "patient_ref", ordering = true,
    retention = kept, dead_letter = "undelivered",
  }
end

topic "consents"     (about_patients "7d")
topic "appointments" (about_patients "7d")
topic "results"      (about_patients "3d")
topic "encounters"   (about_patients "7d")
topic "coverage"     (about_patients "3d")
topic "access-log"   (about_patients "14d")

topic "undelivered" { broker = "rabbit", partitions = 3, replication = 3, retention = "14d" }
consumer_group "privacy-officers" {
  description = "Dead letters hold data, too: only the privacy office may open them",
  topics = { "undelivered" }, max_instances = 1,
}
