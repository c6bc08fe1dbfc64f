-- "Service Mesh Management" and "Istio Capabilities": all that the documents say a mesh does.

context "order-management"

service "orders" {
  context = "order-management",
  endpoints = { GET "/orders", POST "/orders" },
  dependencies = { sync "prices" { endpoint = "GET /prices", timeout = "200ms" } },
}
service "prices" {
  context = "order-management",
  endpoints = { GET "/prices" },
  dependencies = { sync "exchange-rates" { endpoint = "GET /rates", timeout = "1s" } },
}
external "exchange-rates" { technology = "REST" }

mesh "service-mesh" {
  type = "istio", version = "1.18",
  -- Observability: metrics, tracing, logging.
  observability = { metrics = true, tracing = true, logging = true },
  -- mTLS: automatic encryption.
  security = { mtls = "strict", authorization = true },
}

-- Virtual services: traffic routing. Destination rules: load balancing, subsets.
traffic "orders" {
  host = "orders", gateway = "ingress",
  routes = {
    to "orders" { subset = "v2", weight = 100, match = { headers = { ["x-tester"] = "yes" } } },
    to "orders" { subset = "v1", weight = 100 },
  },
  subsets = { v1 = { version = "1" }, v2 = { version = "2" } },
  load_balancing = "least-request",
}

-- Gateways: ingress and egress control.
gateway "ingress" {
  routes = { route "/orders" { service = "orders" } },
  authentication = { type = "jwt" },
  tls = { mode = "terminate", certificate = "shop-cert" },
}
gateway "egress" {
  routes = { route "/rates" { service = "exchange-rates", auth = "mtls" } },
}

-- Resiliency: timeouts, retries with backoff, circuit breakers that isolate a failure.
timeout { service = "prices", timeout = "200ms" }
retry_policy { service = "prices", max_attempts = 3, backoff = "25ms", backoff_multiplier = 2, max_backoff = "250ms" }
circuit_breaker { service = "prices", failure_threshold = 5, reset_timeout = "30s", max_connections = 100 }
bulkhead { service = "prices", limit = 50 }

-- Policies: rate limiting, quotas, access control.
rate_limit { service = "orders", rate = "200/s", burst = 50, per = "client" }
quota { service = "orders", limit = 100000, window = "1d", per = "client" }
access { from = { "orders" }, to = "prices", methods = { "GET" } }
