-- Catalog: what we sell, and how it is found.

local house = include "../house.lua"

service "product-service" {
  context = "catalog", criticality = "high",
  description = "Keeps products and their prices",
  responsibilities = { "Product data", "Prices", "Categories" },
  technologies = { language = "java", framework = "spring-boot" },
  endpoints = {
    GET  "/products"       { summary = "List products", auth = "none" },
    GET  "/products/{sku}" { summary = "Look at a product", auth = "none" },
    POST "/products"       { summary = "List a new product", auth = "oauth2" },
    PUT  "/products/{sku}" { summary = "Change a product", auth = "oauth2" },
    rpc  "Catalog/GetProducts" { summary = "Products and prices for up to 100 SKUs", idempotent = true },
  },
  publishes = {
    event "product.listed" {
      description = "A product is offered for the first time",
      kind = "integration", topic = "products", version = "1", key = "sku",
      schema = { sku = "string", title = "string", category = "string", price = "money" },
    },
    event "product.changed" {
      description = "Texts, pictures or the price are new",
      kind = "domain", topic = "products", version = "1", key = "sku",
      schema = { sku = "string", title = "string", category = "string", price = "money" },
    },
  },
  datastores = {
    datastore "products-db" { technology = "postgresql", purpose = "Products and prices", data = "public" },
  },
  health = house.health(),
  slos = {
    slo "availability" { target = "99.95%", window = "30d" },
    slo "latency_p99"  { target = "80ms",   window = "7d" },
  },
  performance = { workers = 64, latency_p50 = "8ms", latency_p99 = "60ms", availability = "99.97%" },
  scaling = house.replicas(6, 20),
  deployment = house.rolling(),
  tracing = house.tracing(),
  ports = { 8080, 9090 },
}

service "search-service" {
  context = "catalog", criticality = "medium",
  description = "Finds products",
  responsibilities = { "Full text search", "Ranking", "Filters" },
  technologies = { language = "java", framework = "spring-boot" },
  endpoints = {
    GET "/results" {
      summary = "Products that match", latency_p99 = "120ms",
      request = { words = "string", category = "string" }, response = { skus = "list<string>" },
    },
  },
  consumes = {
    on "product.listed" {
      expects = { "sku", "title", "category", "price" },
      group = "search-indexer", handler = "add_document", idempotent = true,
    },
    on "product.changed" {
      expects = { "sku", "title", "category", "price" },
      group = "search-indexer", handler = "replace_document", idempotent = true,
    },
    on "stock.depleted" { expects = { "sku" }, group = "search-indexer", handler = "hide_document", idempotent = true },
  },
  datastores = {
    datastore "search-index" { technology = "opensearch", purpose = "Products as they are searched", data = "public" },
  },
  health = house.health(),
  slos = {
    slo "availability" { target = "99.5%", window = "30d" },
    slo "latency_p99"  { target = "120ms", window = "7d" },
    slo "freshness"    { target = "60s",   window = "7d", description = "From a change to the index" },
  },
  performance = { workers = 48, latency_p50 = "25ms", latency_p99 = "100ms", availability = "99.9%" },
  scaling = house.replicas(4, 12),
  -- Two rankings side by side; platform.lua sends each its share of requests.
  deployment = ab_test {
    percentage = "10%", duration = "14d", analysis = { "latency_p99" },
    variants = { v1 = "ranked by words", v2 = "ranked by a learned model" },
  },
  tracing = house.tracing(),
  ports = { 8080 },
}

consumer_group "search-indexer" {
  service = "search-service", topics = { "products", "stock" }, max_instances = 12, max_deliveries = 5,
}
