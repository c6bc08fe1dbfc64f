-- Ordering: from the cart to the confirmed order. The core of the business.

local house = include "../house.lua"

service "cart-service" {
  context = "ordering", criticality = "high",
  description = "Keeps open carts",
  responsibilities = { "Carts", "Price snapshot" },
  technologies = { language = "go", framework = "net-http" },
  endpoints = {
    GET    "/carts/{cart_id}"             { summary = "Look at a cart", auth = "oauth2" },
    PUT    "/carts/{cart_id}/items/{sku}" { summary = "Set how many of a product", auth = "oauth2" },
    DELETE "/carts/{cart_id}/items/{sku}" { summary = "Take a product out", auth = "oauth2" },
  },
  dependencies = {
    sync "product-service" {
      endpoint = "Catalog/GetProducts", protocol = "grpc",
      retry = { max_attempts = 2, backoff = "20ms", jitter = true },
    },
  },
  consumes = {
    on "order.created" {
      expects = { cart_id = "uuid" }, group = "cart-cleaner", handler = "close_cart", idempotent = true,
    },
  },
  datastores = { datastore "carts" { technology = "redis", purpose = "Carts and prices", data = "internal" } },
  health = house.health(),
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "250ms", window = "7d" },
  },
  performance = { workers = 200, latency_p50 = "3ms", latency_p99 = "20ms", availability = "99.98%" },
  scaling = house.replicas(3, 12),
  deployment = house.rolling(),
  tracing = house.tracing(),
  ports = { 8080 },
}

consumer_group "cart-cleaner" {
  service = "cart-service", topics = { "orders" }, max_instances = 12, max_deliveries = 5,
}

service "order-service" {
  context = "ordering", criticality = "critical",
  description = "Sees orders through",
  responsibilities = { "Order management", "Order history", "Order status" },
  technologies = { language = "python", framework = "fastapi" },
  endpoints = {
    GET "/orders" { summary = "List a customer's orders", auth = "oauth2" },
    -- Clients send an Idempotency-Key: an impatient second click makes no second order.
    POST "/orders" {
      summary = "Create an order", idempotent = true, auth = "oauth2",
      request = { cart_id = "uuid", ship_to = "address" }, response = { order_id = "uuid", status = "string" },
    },
    GET    "/orders/{order_id}" { summary = "Look at an order", auth = "oauth2" },
    DELETE "/orders/{order_id}" { summary = "Cancel an order", auth = "oauth2" },
  },
  -- Hard calls: without stock or money there is no order. Together they must fit the 2 s promised below:
  -- 2 × 100 ms + 25 ms, and 2 × 600 ms + 100 ms (the second try is the policy in platform.lua).
  dependencies = {
    sync "inventory-service" {
      endpoints = { "Inventory/ReserveInventory", "Inventory/ReleaseInventory" }, protocol = "grpc",
      timeout = "100ms", idempotent = true,
      retry = { max_attempts = 2, backoff = "25ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "30s", max_connections = 100 },
    },
    sync "payment-service" {
      endpoints = { "Payments/ProcessPayment", "Payments/RefundPayment" }, protocol = "grpc",
      timeout = "600ms", idempotent = true, critical = true,
    },
    async "shipping-service" { through = "orders", event = "order.confirmed" },
  },
  publishes = {
    event "order.created" {
      description = "A customer wants to buy; stock and money are still to come",
      kind = "domain", topic = "orders", version = "1", key = "order_id",
      schema = { order_id = "uuid", cart_id = "uuid", created_at = "timestamp" },
    },
    event "order.confirmed" {
      description = "Goods are set aside and paid for",
      kind = "integration", topic = "orders", version = "2", key = "order_id",
      schema = {
        order_id = "uuid", customer_id = "uuid", items = "list<item>", ship_to = "address", total = "money",
      },
    },
    event "order.cancelled" {
      description = "There will be no parcel; what was done is undone",
      kind = "integration", topic = "orders", version = "1", key = "order_id",
      schema = { order_id = "uuid", customer_id = "uuid", reason = "string" },
    },
  },
  datastores = {
    datastore "orders-db" { technology = "postgresql", purpose = "Orders as customers see them", data = "pii" },
  },
  health = house.health(),
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "2s",    window = "7d" },
    slo "error_rate"   { target = "1%",    window = "1h" },
  },
  performance = { workers = 64, latency_p50 = "12ms", latency_p99 = "60ms", availability = "99.99%" },
  scaling = house.replicas(4, 12),
  -- 5 %, 10 %, … and after an hour and a half, at 50 %, everybody.
  deployment = canary {
    initial = "5%", increment = "5%", pause = "10m", max = "50%",
    metrics_based = true, analysis = { "error_rate", "latency_p99" },
  },
  tracing = house.tracing(),
  image = "registry.example.com/shop/order-service", ports = { 8080 }, discovery = "server-side",
  scaffold = scaffold {
    language = "python", framework = "fastapi", dependencies = { "database", "broker" }, ports = { 8080 },
  },
}

-- An order is what happened to it: its events are kept for good, its state is computed from them.
event_sourcing {
  service = "order-service",
  event_store = { type = "kafka", topic = "order-events" },
  snapshot_policy = { interval_events = 1000 },
}

cqrs {
  service = "order-service",
  write_model = { type = "aggregate" },
  read_model = { type = "projection", refresh = "eventual", datastore = "orders-db" },
  projections = { "order.created", "order.confirmed", "order.cancelled" },
}
