-- Inventory: what lies on the shelves.

local house = include "../house.lua"

service "inventory-service" {
  context = "inventory", criticality = "critical",
  description = "Counts and reserves goods",
  responsibilities = { "Stock management", "Reservation", "SKU tracking" },
  technologies = { language = "go", framework = "grpc-go" },
  endpoints = {
    rpc "Inventory/ReserveInventory" {
      summary = "Set goods aside for an order; again with the same order changes nothing", idempotent = true,
      request = { order_id = "uuid", items = "list<item>" }, response = { reserved = "bool" }, latency_p99 = "80ms",
    },
    rpc "Inventory/ReleaseInventory" { summary = "Put an order's goods back", idempotent = true },
    PUT "/stock/{sku}" { summary = "Say how many there are", auth = "oauth2" },
  },
  publishes = {
    event "stock.depleted" {
      description = "The last piece is set aside",
      kind = "integration", topic = "stock", version = "1", key = "sku",
      schema = { sku = "string", warehouse = "string", since = "timestamp" },
    },
  },
  consumes = {
    on "product.listed" {
      expects = { sku = "string" }, group = "stock-keeper", handler = "open_stock_item", idempotent = true,
    },
  },
  datastores = {
    datastore "stock-db" { technology = "mongodb", purpose = "Counts and reservations", data = "internal" },
  },
  health = house.health(),
  -- The strictest promise of the platform: every order needs it.
  slos = {
    slo "availability" { target = "99.99%", window = "30d" },
    slo "latency_p99"  { target = "80ms",   window = "7d" },
  },
  performance = { workers = 128, latency_p50 = "6ms", latency_p99 = "50ms", availability = "99.995%" },
  scaling = house.replicas(4, 12),
  deployment = house.rolling(),
  tracing = house.tracing(),
  ports = { 8080, 9090 },
}

consumer_group "stock-keeper" {
  service = "inventory-service", topics = { "products" }, max_instances = 12, max_deliveries = 5,
}
