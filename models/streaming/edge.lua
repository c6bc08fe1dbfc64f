-- Edge: what stands before and between the services, and how much each lets through.

-- Of two hundred segments one reaches us; what it promises is part of what we promise.
external "content-delivery-network" {
  description = "Video, near the viewers",
  technology = "HLS and DASH",
  slos = {
    slo "availability" { target = "99.99%", window = "30d" },
    slo "latency_p99"  { target = "30ms",   window = "7d" },
  },
}

gateway "edge" {
  description = "One door in every region",
  authentication = { type = "jwt", issuer = "authentication-service", audience = "devices" },
  rate_limiting = { requests_per_minute = 600, burst = 60, per = "user" },
  tls = { mode = "terminate", certificate = "stream", hosts = { "api.stream.example", "origin.stream.example" } },
  routes = {
    route "/graphql"   { service = "viewer-api", methods = { "POST" }, timeout = "500ms" },
    route "/sessions"  { service = "streaming-engine", methods = { "POST" }, timeout = "500ms" },
    route "/manifests" { service = "streaming-engine", methods = { "GET" }, timeout = "500ms" },
    -- Only for caches: they show a key, and may ask as often as they like.
    route "/segments" {
      service = "streaming-engine", methods = { "GET" }, auth = "api-key", timeout = "1s",
      rate_limiting = { rate = "20000/s", burst = 5000, per = "client" },
    },
    route "/licenses" { service = "license-service", methods = { "POST" }, timeout = "200ms" },
    route "/beats"    { service = "telemetry-service", methods = { "POST" }, timeout = "200ms" },
    route "/oauth"    {
      service = "authentication-service", methods = { "POST" }, auth = "api-key", timeout = "1s",
      rate_limiting = { requests_per_minute = 20, per = "ip" },
    },
    route "/households" {
      service = "authentication-service", methods = { "POST" }, auth = "api-key", timeout = "1s",
    },
    route "/partners/titles" {
      service = "catalog-service", methods = { "GET" }, strip_prefix = "/partners", auth = "api-key", timeout = "500ms",
    },
    route "/studio/masters" {
      service = "ingest-service", methods = { "POST" }, strip_prefix = "/studio", auth = "mtls", timeout = "5s",
    },
  },
}

mesh "backbone" {
  type = "istio", version = "1.22",
  observability = { tracing = true, metrics = true, logging = false },
  security = { mtls = "strict", authorization = false },
}

-- The same session to the same replica, which has its manifest in memory. Today's canary is at its first step.
traffic "playback" {
  host = "streaming-engine", load_balancing = "consistent-hash",
  subsets = { stable = { version = "7.4" }, next = { version = "7.5" } },
  routes = {
    to "streaming-engine" { subset = "stable", weight = 98 },
    to "streaming-engine" { subset = "next", weight = 2 },
  },
}

traffic "ranking" {
  host = "recommendation-engine", load_balancing = "least-request",
  subsets = { similar = { labels = { model = "similar" } }, daring = { labels = { model = "daring" } } },
  routes = {
    to "recommendation-engine" { subset = "similar", weight = 50 },
    to "recommendation-engine" { subset = "daring", weight = 50 },
  },
}

-- Above the premiere in load.lua, below what capacity.lua can carry: the rest is refused at once, not slowly.
rate_limit { service = "license-service",  rate = "20000/s", burst = 4000 }
rate_limit { service = "catalog-service",  rate = "40000/s", burst = 8000 }

-- A partner's crawler gone wild is the partner's problem.
quota { service = "catalog-service", limit = 50000, window = "1d", per = "client" }

-- Whoever calls them: no more than this at a time, so that what is slow stays slow alone.
bulkhead { service = "catalog-service", limit = 2000 }
bulkhead { service = "license-service", limit = 2000 }

broker "kafka" { technology = "kafka", nodes = 9, description = "Three in each zone" }

-- As many partitions as the largest consumer has replicas: one more would have nothing to read.
local function stream(key, retention)
  return {
    broker = "kafka", partitions = 96, replication = 3, key = key, retention = retention, dead_letter = "rejects",
  }
end

topic "beats"      (stream("session_id", "6h"))
topic "plays"      (stream("session_id", "3d"))
topic "trends"     (stream("title_id", "1d"))
topic "titles"     (stream("title_id", "30d"))
topic "masters"    (stream("title_id", "30d"))
topic "households" (stream("household_id", "7d"))

topic "rejects" { broker = "kafka", partitions = 12, replication = 3, retention = "3d" }
consumer_group "data-quality" {
  description = "Counts what is rejected, and keeps a sample", topics = { "rejects" }, max_instances = 1,
}
