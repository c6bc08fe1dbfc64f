-- Platform: what all services run on. Broker, gateway, mesh, and the rules for calls.

broker "kafka" { technology = "kafka", nodes = 3, description = "One node in each zone" }

-- Business topics are alike; what cannot be handled is parked for a person to look at.
local function business_topic(name, key, retention)
  return topic(name) {
    broker = "kafka", partitions = 12, replication = 3, key = key, ordering = true,
    retention = retention, dead_letter = "parked",
  }
end

business_topic("products", "sku", "7d")
business_topic("stock", "sku", "7d")
business_topic("orders", "order_id", "30d")
business_topic("shipments", "order_id", "30d")

topic "parked" {
  description = "Messages that nobody could handle",
  broker = "kafka", partitions = 12, replication = 3, retention = "14d",
}
consumer_group "parking-attendants" {
  description = "Whoever is on call mends the message and sends it again",
  topics = { "parked" }, max_instances = 1,
}

-- The history of all orders. No retention: nothing may ever expire here.
topic "order-events" { broker = "kafka", partitions = 12, replication = 3, key = "order_id", ordering = true }

gateway "api-gateway" {
  description = "The only way in",
  authentication = { type = "oauth2", issuer = "auth-service", audience = "shop" },
  rate_limiting = { requests_per_minute = 1000, burst = 100, per = "client" },
  tls = { mode = "terminate", certificate = "shop-example-com", hosts = { "shop.example.com" } },
  routes = {
    -- Looking is free.
    route "/api/graphql" {
      service = "storefront-service", methods = { "GET" }, strip_prefix = "/api", public = true, timeout = "1s",
    },
    route "/api/products" {
      service = "product-service", methods = { "GET" }, strip_prefix = "/api", public = true, timeout = "500ms",
    },
    route "/api/carts" {
      service = "cart-service", methods = { "GET", "PUT", "DELETE" }, strip_prefix = "/api", timeout = "500ms",
    },
    route "/api/orders" {
      service = "order-service", methods = { "GET", "POST", "DELETE" }, strip_prefix = "/api", timeout = "3s",
    },
    route "/api/shipments" {
      service = "shipping-service", methods = { "GET" }, strip_prefix = "/api", timeout = "3s",
    },
    route "/api/users" {
      service = "user-service", methods = { "GET", "PUT" }, strip_prefix = "/api", timeout = "500ms",
    },
    -- Nobody has a token before they have an account and log in: here our apps show their own key.
    route "/api/accounts" {
      service = "user-service", methods = { "POST" }, strip_prefix = "/api", auth = "api-key", timeout = "500ms",
    },
    route "/oauth" {
      service = "auth-service", methods = { "POST" }, auth = "api-key", timeout = "1s",
      rate_limiting = { requests_per_minute = 30, per = "ip" },
    },
    route "/api/admin/products" {
      service = "product-service", methods = { "POST", "PUT" }, strip_prefix = "/api/admin", timeout = "500ms",
    },
    route "/api/admin/stock" {
      service = "inventory-service", methods = { "PUT" }, strip_prefix = "/api/admin", timeout = "500ms",
    },
  },
}

mesh "service-mesh" {
  type = "istio", version = "1.22",
  observability = { tracing = true, metrics = true, logging = true },
  security = { mtls = "strict", authorization = true },
}

-- Nine in ten searches are ranked as before.
traffic "search" {
  host = "search-service", load_balancing = "least-request",
  subsets = { v1 = { version = "1.8" }, v2 = { version = "2.0" } },
  routes = {
    to "search-service" { subset = "v1", weight = 90 },
    to "search-service" { subset = "v2", weight = 10 },
  },
}

-- Defaults for every call TO a service; what a call says itself wins.
timeout { service = "product-service", timeout = "100ms" }
circuit_breaker { service = "product-service", failure_threshold = 10, reset_timeout = "10s", max_connections = 400 }

circuit_breaker { service = "payment-service", failure_threshold = 5, reset_timeout = "60s", max_connections = 100 }
retry_policy {
  service = "payment-service",
  max_attempts = 2, backoff = "100ms", backoff_multiplier = 2, max_backoff = "10s", jitter = true,
}
bulkhead { service = "payment-service", limit = 80 }

rate_limit { service = "search-service", rate = "1500/s", burst = 300 }
quota { service = "product-service", limit = 100000, window = "1d", per = "client" }

-- Who may talk to whom, where it matters most.
access { from = { "order-service" },   to = "payment-service" }
access { from = { "payment-service" }, to = "fraud-service" }
access { from = { "order-service", "api-gateway" }, to = "inventory-service" }
access { from = { "api-gateway", "auth-service", "notification-service" }, to = "user-service" }
