-- A first model: two bounded contexts, a call, an event. Change it to what you build.
-- `lunette explain service` tells what a service can say; `lunette check` reviews this file.

architecture "Corner Shop" { pattern = "event-driven" }

team "checkout"  { contact = "#checkout" }
team "warehouse" { contact = "#warehouse" }

-- Where one model and one language hold. The upstream context decides, the downstream lives with it.
context "ordering" {
  subdomain = "core", owner = "checkout",
  language = { Order = "A customer's confirmed intent to buy" },
}
context "stock" {
  subdomain = "supporting", owner = "warehouse",
  language = { Reservation = "Goods set aside for one order" },
}
relationship { upstream = "stock", downstream = "ordering", pattern = "customer-supplier" }

service "order-service" {
  context = "ordering",
  description = "Takes orders and follows them",
  technologies = { language = "python", framework = "fastapi" },
  endpoints = {
    POST "/orders" { summary = "Place an order", idempotent = true },
    GET "/orders/{order_id}" { summary = "Look at an order" },
  },
  dependencies = {
    sync "stock-service" {
      endpoint = "POST /reservations", timeout = "300ms", idempotent = true,
      circuit_breaker = { failure_threshold = 5, reset_timeout = "30s" },
    },
  },
  publishes  = { "order.placed" },
  datastores = { datastore "orders-db" { technology = "postgresql" } },
  slos = { slo "availability" { target = "99.5%", window = "30d" } },
}

service "receipt-service" {
  context = "ordering",
  description = "Sends a receipt for each order",
  technologies = { language = "python" },
  consumes = { on "order.placed" { expects = { "order_id", "total" }, idempotent = true } },
}

service "stock-service" {
  context = "stock",
  description = "Knows what is on the shelves",
  technologies = { language = "go" },
  endpoints  = { POST "/reservations" { summary = "Set goods aside", idempotent = true } },
  datastores = { datastore "stock-db" { technology = "postgresql" } },
  slos = { slo "availability" { target = "99.9%", window = "30d" } },
}

event "order.placed" {
  kind = "domain", topic = "orders",
  schema = { order_id = "uuid", total = "decimal" },
}

broker "kafka" { technology = "kafka", nodes = 3 }
topic "orders" { broker = "kafka", partitions = 6, replication = 3, retention = "7d", dead_letter = true }

scenario "place an order" {
  "order-service -> stock-service: POST /reservations",
  "order-service ->> orders: order.placed",
  "orders ->> receipt-service: order.placed",
}
