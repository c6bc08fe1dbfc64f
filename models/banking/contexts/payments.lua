-- Payments: moving money, to the end or not at all.

local standards = include "../standards.lua"

service "transaction-service" {
  context = "payments", criticality = "critical",
  description = "Sees transfers through",
  responsibilities = { "Transfers", "Their state", "Orchestration of the money-transfer saga" },
  technologies = { language = "java", framework = "spring-boot" },
  endpoints = {
    -- The app makes up the transfer_id: however often it asks, the money moves once.
    POST "/transfers" {
      summary = "Move money", idempotent = true, auth = "oauth2", latency_p99 = "4s",
      request = { transfer_id = "uuid", debtor_account = "iban", creditor_account = "iban", amount = "money" },
      response = { state = "string", settled_at = "timestamp" },
    },
    GET "/transfers/{transfer_id}" { summary = "What became of a transfer", auth = "oauth2" },
  },
  -- Four hard calls, and not one may be left out: that is why this service promises less than any of them
  -- but clearing. One after the other they must fit into the 4 s below.
  dependencies = {
    -- One try: a score that late is worth no second one, the transfer is rejected.
    sync "fraud-detection-service" {
      endpoint = "FraudDetection/AssessTransfer", protocol = "grpc", timeout = "120ms",
      circuit_breaker = { failure_threshold = 10, reset_timeout = "10s", max_connections = 200 },
    },
    sync "account-service" {
      endpoints = { "Accounts/PlaceHold", "Accounts/ReleaseHold", "Accounts/SettleHold" }, protocol = "grpc",
      timeout = "250ms", retry = { max_attempts = 2, backoff = "50ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "10s", max_connections = 400 },
    },
    sync "ledger-service" {
      endpoints = { "Ledger/PostEntries", "Ledger/ReverseEntries" }, protocol = "grpc",
      timeout = "80ms", retry = { max_attempts = 2, backoff = "20ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "10s", max_connections = 200 },
    },
    sync "clearing-service" {
      endpoint = "Clearing/SubmitPayment", protocol = "grpc", timeout = "2s", critical = true,
      circuit_breaker = { failure_threshold = 5, reset_timeout = "30s", max_connections = 500 },
    },
  },
  publishes = {
    event "transfer.settled" {
      description = "The money is with the creditor, for good",
      kind = "integration", topic = "transfers", version = "2", key = "transfer_id",
      schema = { transfer_id = "uuid", customer_id = "uuid", amount = "money", settled_at = "timestamp" },
    },
    event "transfer.rejected" {
      description = "The money is where it was",
      kind = "integration", topic = "transfers", version = "2", key = "transfer_id",
      schema = { transfer_id = "uuid", customer_id = "uuid", amount = "money", reason = "string" },
    },
  },
  datastores = {
    datastore "transfers-db" { technology = "postgresql", purpose = "State of each transfer", data = "confidential" },
  },
  health = standards.health "transfers-db",
  slos = {
    slo "availability" { target = "99.8%", window = "30d" },
    slo "latency_p99"  { target = "4s",    window = "30d" },
  },
  performance = { workers = 128, latency_p50 = "15ms", latency_p99 = "50ms", availability = "99.99%" },
  scaling = standards.replicas(6, 24),
  deployment = blue_green(standards.four_eyes()),
  tracing = standards.tracing(),
  ports = { 8080 },
}

service "clearing-service" {
  context = "payments", criticality = "critical",
  description = "Settles with other banks",
  responsibilities = { "Outgoing payments", "Their names held against the lists" },
  technologies = { language = "java", framework = "spring-boot" },
  endpoints = {
    rpc "Clearing/SubmitPayment" {
      summary = "Settle with the creditor's bank, once for each end-to-end id", idempotent = true, auth = "mtls",
      request = { end_to_end_id = "string", creditor = "party", amount = "money" },
      response = { accepted = "bool", settled_at = "timestamp" }, latency_p99 = "1900ms",
    },
  },
  dependencies = {
    sync "sanctions-service" {
      endpoint = "Sanctions/ScreenNames", protocol = "grpc", timeout = "100ms",
      retry = { max_attempts = 2, backoff = "20ms", jitter = true },
      circuit_breaker = { failure_threshold = 10, reset_timeout = "10s", max_connections = 100 },
    },
    -- The rulebook wants an inquiry where an answer is missing, not the payment once more.
    sync "instant-payment-scheme" {
      endpoint = "POST /credit-transfers", protocol = "rest", timeout = "1500ms", idempotent = true,
      circuit_breaker = { failure_threshold = 10, reset_timeout = "60s", max_connections = 400 },
    },
  },
  datastores = {
    datastore "clearing-messages" { technology = "postgresql", purpose = "Sent and received", data = "confidential" },
  },
  health = standards.health "clearing-messages",
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "1900ms", window = "30d" },
  },
  performance = { workers = 128, latency_p50 = "12ms", latency_p99 = "40ms", availability = "99.99%" },
  scaling = standards.replicas(4, 16),
  deployment = blue_green(standards.four_eyes()),
  tracing = standards.tracing(),
  ports = { 9090 },
}
