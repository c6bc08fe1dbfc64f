-- Storefront: what a visitor sees.

local house = include "../house.lua"

service "storefront-service" {
  context = "storefront", criticality = "high",
  description = "Composes pages out of parts",
  responsibilities = { "Product pages", "Search results" },
  technologies = { language = "typescript", framework = "apollo", runtime = "node" },
  endpoints = {
    GET "/graphql" { summary = "Runs one of the persisted queries below", auth = "none" },
    query "productPage"   { summary = "A product, its price, what goes with it", auth = "none" },
    query "searchResults" { summary = "Products that match words and filters", auth = "none" },
  },
  dependencies = {
    -- No page without a product: a hard call. Timeout and circuit breaker are in platform.lua.
    sync "product-service" {
      endpoint = "Catalog/GetProducts", protocol = "grpc",
      retry = { max_attempts = 2, backoff = "20ms", jitter = true },
    },
    -- A worse answer is an answer, too.
    sync "search-service" {
      endpoint = "GET /results", protocol = "rest", timeout = "150ms",
      circuit_breaker = { failure_threshold = 10, reset_timeout = "15s" },
      fallback = "category pages out of the cache",
    },
    -- A page without recommendations is still a page.
    sync "recommendation-service" {
      endpoint = "GET /recommendations/{sku}", protocol = "rest", timeout = "80ms",
      optional = true, bulkhead = 100,
    },
  },
  health = house.health(),
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "300ms", window = "7d" },
  },
  performance = { workers = 100, latency_p50 = "12ms", latency_p99 = "40ms", availability = "99.99%" },
  scaling = house.replicas(6, 24),
  deployment = canary {
    steps = { "5%", "25%", "50%", "100%" }, pause = "10m",
    metrics_based = true, analysis = { "availability", "latency_p99" },
  },
  tracing = house.tracing(),
  ports = { 4000 },
}

service "recommendation-service" {
  context = "storefront", criticality = "low",
  description = "Knows what goes with what",
  responsibilities = { "Products bought together" },
  technologies = { language = "python", framework = "fastapi" },
  endpoints = {
    GET "/recommendations/{sku}" { summary = "Products that buyers of this one bought", latency_p99 = "60ms" },
  },
  consumes = {
    on "order.confirmed" {
      expects = { order_id = "uuid", items = "list<item>" },
      group = "recommender", handler = "count_pairs", idempotent = true,
    },
  },
  health = {
    liveness  "/health"  { interval = "30s" },
    readiness "/ready"   { interval = "10s" },
    -- Its counts live in memory: on start it reads a month of orders again.
    startup   "/started" { interval = "10s", failure_threshold = 60 },
  },
  slos = {
    slo "availability" { target = "99%",  window = "30d" },
    slo "latency_p99"  { target = "60ms", window = "7d" },
  },
  performance = { workers = 50, latency_p50 = "10ms", latency_p99 = "50ms", availability = "99.5%" },
  scaling = house.replicas(3, 8),
  deployment = house.rolling(),
  tracing = house.tracing(),
  ports = { 8080 },
}

consumer_group "recommender" {
  service = "recommendation-service", topics = { "orders" }, max_instances = 8, max_deliveries = 3,
}
