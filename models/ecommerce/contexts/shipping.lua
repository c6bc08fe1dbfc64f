-- Shipping: bringing orders to the door.

local house = include "../house.lua"

service "shipping-service" {
  context = "shipping", criticality = "high",
  description = "Turns orders into parcels",
  responsibilities = { "Shipments", "Labels", "Tracking" },
  technologies = { language = "kotlin", framework = "spring-boot" },
  endpoints = {
    GET "/shipments/{order_id}" { summary = "Where the parcels of an order are", auth = "oauth2" },
  },
  dependencies = {
    sync "parcel-carrier" {
      endpoint = "POST /labels", protocol = "rest", timeout = "1s", idempotent = true,
      retry = { max_attempts = 2, backoff = "250ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "60s" },
    },
  },
  publishes = {
    event "order.shipped" {
      description = "The carrier has the parcels",
      kind = "integration", topic = "shipments", version = "1", key = "order_id",
      schema = { order_id = "uuid", customer_id = "uuid", parcels = "list<parcel>", tracking_url = "url" },
    },
  },
  consumes = {
    -- The last step of the saga in flows.lua.
    on "order.confirmed" {
      expects = { order_id = "uuid", customer_id = "uuid", items = "list<item>", ship_to = "address" },
      group = "shipping-planner", handler = "schedule_shipment", idempotent = true,
    },
  },
  datastores = {
    datastore "shipments-db" { technology = "postgresql", purpose = "Shipments and addresses", data = "pii" },
  },
  health = house.health(),
  slos = {
    slo "availability" { target = "99.5%", window = "30d" },
    slo "latency_p99"  { target = "3s",    window = "7d" },
  },
  performance = { workers = 32, latency_p50 = "15ms", latency_p99 = "80ms", availability = "99.9%" },
  scaling = house.replicas(3, 12),
  deployment = house.rolling(),
  tracing = house.tracing(),
  ports = { 8080 },
}

consumer_group "shipping-planner" {
  service = "shipping-service", topics = { "orders" }, max_instances = 12, max_deliveries = 5,
}
