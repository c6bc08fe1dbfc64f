-- Payment: getting the money, and giving it back.

local house = include "../house.lua"

service "payment-service" {
  context = "payment", criticality = "critical",
  description = "Charges cards and refunds",
  responsibilities = { "Charges", "Refunds", "Receipts" },
  technologies = { language = "java", framework = "spring-boot" },
  endpoints = {
    rpc "Payments/ProcessPayment" {
      summary = "Charge a card, once for each order", idempotent = true, latency_p99 = "600ms",
      request = { order_id = "uuid", card_token = "string", amount = "money" }, response = { payment_id = "uuid" },
    },
    rpc "Payments/RefundPayment" { summary = "Give a charge back", idempotent = true },
  },
  dependencies = {
    -- Scored by a model; when that is away, by rules that are stricter than needed.
    sync "fraud-service" {
      endpoint = "Fraud/ScorePayment", protocol = "grpc", timeout = "80ms",
      fallback = "a fixed set of rules",
      circuit_breaker = { failure_threshold = 5, reset_timeout = "15s" },
    },
    -- One try: order-service tries again, and tries multiply along a chain.
    sync "card-processor" {
      endpoint = "POST /charges", protocol = "rest", timeout = "500ms", idempotent = true,
      circuit_breaker = { failure_threshold = 5, reset_timeout = "60s", max_connections = 100 },
    },
  },
  datastores = {
    datastore "payments-db" { technology = "postgresql", purpose = "Charges and refunds", data = "confidential" },
  },
  health = house.health(),
  slos = {
    slo "availability" { target = "99.95%", window = "30d" },
    slo "latency_p99"  { target = "600ms",  window = "7d" },
  },
  performance = { workers = 48, latency_p50 = "10ms", latency_p99 = "40ms", availability = "99.99%" },
  scaling = house.replicas(4, 12),
  -- Money wants no two versions at a time: the old one stays warm for the way back.
  deployment = blue_green {
    auto_promote = false, scale_down_delay = "30m", analysis = { "availability", "latency_p99" },
  },
  tracing = house.tracing(),
  ports = { 9090 },
  tags = { "pci" },
}

service "fraud-service" {
  context = "payment", criticality = "high",
  description = "Scores payments for fraud",
  responsibilities = { "Fraud scores" },
  technologies = { language = "python", framework = "grpcio" },
  endpoints = {
    rpc "Fraud/ScorePayment" {
      summary = "A score from 0 to 1", idempotent = true, latency_p99 = "60ms",
      request = { amount = "money", account_age = "days" }, response = { score = "decimal" },
    },
  },
  health = house.health(),
  slos = {
    slo "availability" { target = "99.5%", window = "30d" },
    slo "latency_p99"  { target = "60ms",  window = "7d" },
  },
  performance = { workers = 16, latency_p50 = "15ms", latency_p99 = "50ms", availability = "99.9%" },
  scaling = house.replicas(3, 10),
  -- A new model answers for a week without being asked for its opinion.
  deployment = shadow { percentage = "100%", duration = "7d" },
  tracing = house.tracing(),
  ports = { 9090 },
}
