-- Accounts: who buys, and how we reach them.

local house = include "../house.lua"

service "auth-service" {
  context = "accounts", criticality = "critical",
  description = "Logs people in",
  responsibilities = { "Log in", "Tokens" },
  technologies = { language = "go", framework = "net-http" },
  endpoints = {
    POST "/oauth/token" { summary = "Exchange credentials for a token", auth = "api-key" },
  },
  dependencies = {
    sync "user-service" {
      endpoint = "Users/GetClaims", protocol = "grpc", timeout = "100ms",
      retry = { max_attempts = 2, backoff = "20ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "15s" },
    },
  },
  datastores = {
    datastore "credentials-db" { technology = "postgresql", purpose = "Password hashes", data = "confidential" },
  },
  health = house.health(),
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "400ms", window = "7d" },
  },
  -- Most of it is the password hash, which is slow on purpose.
  performance = { workers = 8, latency_p50 = "90ms", latency_p99 = "150ms", availability = "99.99%" },
  scaling = house.replicas(4, 16),
  deployment = house.rolling(),
  tracing = house.tracing(),
  ports = { 8080 },
}

service "user-service" {
  context = "accounts", criticality = "critical",
  description = "Keeps accounts and contacts",
  responsibilities = { "Accounts", "Contacts", "Consent" },
  technologies = { language = "typescript", framework = "express", runtime = "node" },
  endpoints = {
    POST "/accounts"        { summary = "Open an account, once for each address", idempotent = true, auth = "api-key" },
    GET  "/users/{user_id}" { summary = "Look at an account", auth = "oauth2" },
    PUT  "/users/{user_id}" { summary = "Change an account", auth = "oauth2" },
    rpc  "Users/GetClaims"  { summary = "What a token says about an account", idempotent = true, auth = "mtls" },
    rpc  "Users/GetContact" { summary = "Where an account wants its mail", idempotent = true, auth = "mtls" },
  },
  datastores = {
    datastore "users-db" { technology = "postgresql", purpose = "Accounts and contacts", data = "pii" },
  },
  health = house.health(),
  slos = {
    slo "availability" { target = "99.95%", window = "30d" },
    slo "latency_p99"  { target = "80ms",   window = "7d" },
  },
  performance = { workers = 100, latency_p50 = "6ms", latency_p99 = "50ms", availability = "99.97%" },
  scaling = house.replicas(4, 12),
  deployment = house.rolling(),
  tracing = house.tracing(),
  ports = { 8080, 9090 },
}

service "notification-service" {
  context = "accounts", criticality = "medium",
  description = "Writes to customers",
  responsibilities = { "Mails about orders" },
  technologies = { language = "typescript", framework = "nest", runtime = "node" },
  dependencies = {
    sync "user-service" {
      endpoint = "Users/GetContact", protocol = "grpc", timeout = "100ms",
      retry = { max_attempts = 2, backoff = "50ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "15s" },
    },
    sync "mail-provider" {
      endpoint = "POST /mails", protocol = "rest", timeout = "1s", idempotent = true,
      retry = { max_attempts = 2, backoff = "250ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "60s" },
    },
  },
  consumes = {
    on "order.confirmed" {
      expects = { "order_id", "customer_id", "total" },
      group = "notifier", handler = "say_thanks", idempotent = true,
    },
    on "order.cancelled" {
      expects = { "order_id", "customer_id", "reason" },
      group = "notifier", handler = "say_sorry", idempotent = true,
    },
    on "order.shipped" {
      expects = { "order_id", "customer_id", "tracking_url" },
      group = "notifier", handler = "say_when", idempotent = true,
    },
  },
  health = house.health(),
  slos = {
    slo "availability" { target = "99.5%", window = "30d" },
    slo "latency_p99"  { target = "3s",    window = "7d" },
  },
  performance = { workers = 32, latency_p50 = "10ms", latency_p99 = "60ms", availability = "99.9%" },
  scaling = house.replicas(2, 8),
  deployment = house.rolling(),
  tracing = house.tracing(),
  ports = { 8080 },
}

consumer_group "notifier" {
  service = "notification-service", topics = { "orders", "shipments" }, max_instances = 8, max_deliveries = 5,
}
