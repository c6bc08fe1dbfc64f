-- "Service Design": boundaries, contracts, data and scaling; and the first document's best practices.

-- Service boundaries: a context map of business capabilities, not of technical layers.
context "ordering" { subdomain = "core", aggregates = { "Order" } }
context "billing"  { subdomain = "supporting", aggregates = { "Invoice" } }
-- Start with a monolith: what is left of it, while services are extracted one by one.
context "back-office" { legacy = true }
relationship {
  upstream = "ordering", downstream = "billing", pattern = "upstream-downstream",
  upstream_roles = { "published-language" }, exposes = { "Order" },
}
relationship {
  upstream = "back-office", downstream = "ordering", pattern = "upstream-downstream",
  downstream_roles = { "anticorruption-layer" },
}

service "orders" {
  context = "ordering",
  responsibilities = { "Taking orders", "Order status" },
  -- API contracts: defined, and versioned with care.
  endpoints = {
    GET "/v1/orders" { version = "1", deprecated = true, sunset = "2027-06-30" },
    GET "/v2/orders" { version = "2" },
    POST "/v2/orders" { version = "2", idempotent = true },
  },
  -- Circuit breakers and timeouts for all calls.
  dependencies = {
    sync "back-office" {
      endpoint = "GET /customers", timeout = "400ms",
      circuit_breaker = { failure_threshold = 5, reset_timeout = "30s" },
    },
  },
  -- Event contracts: what others may rely on. Asynchronous communication, for better resilience.
  publishes = {
    event "order.placed" { kind = "integration", version = "1", topic = "orders", schema = { order_id = "uuid" } },
  },
  -- Database per service.
  datastores = { datastore "orders-db" { technology = "postgresql" } },
  -- Scaling strategies: horizontal …
  scaling = { strategy = "horizontal", min = 3, max = 12, metric = "cpu", target = "70%" },
  -- Independently deployable; container orchestration replaces instances one after the other.
  image = "registry.example.com/orders:2.1",
  deployment = rolling { max_surge = "25%", max_unavailable = 0 },
  -- Observability: distributed tracing.
  tracing = tracing { tracer = "otlp", sample_rate = "5%" },
  health = { liveness "/health" { interval = "30s" }, readiness "/ready" { interval = "10s" } },
}

service "invoices" {
  context = "billing",
  consumes = { on "order.placed" { expects = { "order_id" }, group = "invoices", idempotent = true } },
  datastores = { datastore "invoices-db" { technology = "mongodb" } },
  -- … and vertical.
  scaling = { strategy = "vertical", min = 1, max = 1, metric = "memory", target = "80%" },
}
service "back-office" { context = "back-office", endpoints = { GET "/customers" } }

broker "kafka" { technology = "kafka", nodes = 3 }
topic "orders" { broker = "kafka", partitions = 6, replication = 3 }
