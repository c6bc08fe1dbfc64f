-- Supply: from the studio's file to every screen size. Nobody waits at a screen for it, so it takes its time.

local capacity = include "capacity.lua"

service "ingest-service" {
  context = "supply", criticality = "low",
  description = "Takes in what studios deliver",
  responsibilities = { "Upload", "Inspection of the master" },
  technologies = { language = "go", framework = "net-http" },
  endpoints = {
    POST "/masters" { summary = "A master is uploaded; take it in", idempotent = true, auth = "mtls" },
  },
  publishes = {
    event "master.accepted" {
      description = "Complete, and of the quality agreed",
      kind = "domain", topic = "masters", version = "1", key = "title_id",
      schema = { title_id = "uuid", location = "url", duration = "seconds", release_at = "timestamp" },
    },
  },
  datastores = {
    datastore "masters-vault" { technology = "s3", purpose = "Masters, encrypted", data = "confidential" },
  },
  health = capacity.health(),
  slos = {
    slo "availability" { target = "99.5%", window = "30d" },
    slo "latency_p99"  { target = "2s",    window = "7d" },
  },
  performance = capacity.performance "ingest-service",
  scaling = capacity.scaling "ingest-service",
  deployment = rolling { max_surge = 1, max_unavailable = 0 },
  tracing = capacity.tracing "100%",
  ports = { 8080 },
}

-- One film is 700 chunks in 30 renditions: 21,000 calls of twelve seconds. A thousand at a time are done with it
-- in four minutes, and then there is silence for hours. That is what functions are for.
service "transcoder" {
  context = "supply", criticality = "low",
  description = "Encodes a chunk, then is gone",
  responsibilities = { "Renditions" },
  technologies = { language = "rust", framework = "ffmpeg", runtime = "aws-lambda" },
  endpoints = {
    handler "transcode" {
      summary = "One chunk in one rendition; again gives the same bytes", idempotent = true, latency_p99 = "45s",
      request = { title_id = "uuid", chunk = "integer", rendition = "string" },
    },
    handler "discard_renditions" { summary = "Forget a title", idempotent = true },
  },
  -- A function has no port to ask: that it is well is read off its calls.
  health = { readiness "/" { mode = "passive", failure_threshold = 20 } },
  slos = {
    slo "availability" { target = "99%", window = "30d" },
    slo "latency_p99"  { target = "45s", window = "7d" },
  },
  performance = capacity.performance "transcoder",
  scaling = capacity.scaling("transcoder", "chunks"),
  deployment = rolling { max_surge = "100%", max_unavailable = 0 },
  tracing = capacity.tracing "1%",
}

service "release-service" {
  context = "supply", criticality = "low",
  description = "Brings a title live, or not at all",
  responsibilities = { "Orchestration of the title-release saga" },
  technologies = { language = "go", framework = "temporal" },
  dependencies = {
    sync "transcoder" {
      endpoints = { "transcode", "discard_renditions" }, protocol = "function", timeout = "60s", bulkhead = 1000,
      retry = { max_attempts = 3, backoff = "1s", backoff_multiplier = 4, jitter = true },
    },
    sync "license-service" {
      endpoints = { "Licenses/CreateKeys", "Licenses/RevokeKeys" }, protocol = "grpc", timeout = "200ms",
      retry = { max_attempts = 2, backoff = "500ms", jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "30s" },
    },
    sync "catalog-service" {
      endpoint = "Catalog/PublishTitle", protocol = "grpc", timeout = "200ms",
      retry = { max_attempts = 3, backoff = "500ms", backoff_multiplier = 2, jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "30s" },
    },
    sync "streaming-engine" {
      endpoint = "Origin/PrepareTitle", protocol = "grpc", timeout = "500ms",
      retry = { max_attempts = 3, backoff = "500ms", backoff_multiplier = 2, jitter = true },
      circuit_breaker = { failure_threshold = 5, reset_timeout = "30s" },
    },
  },
  consumes = {
    on "master.accepted" {
      expects = { "title_id", "location", "duration", "release_at" },
      group = "release-desk", handler = "begin_release", idempotent = true,
    },
  },
  datastores = {
    datastore "releases" { technology = "postgresql", purpose = "How far each release is", data = "internal" },
  },
  health = capacity.health(),
  slos = {
    slo "availability" { target = "98.5%", window = "30d" },
    slo "freshness"    { target = "6h", window = "30d", description = "From the master to the screen" },
  },
  performance = capacity.performance "release-service",
  scaling = capacity.scaling("release-service", "cpu"),
  deployment = rolling { max_surge = 1, max_unavailable = 0 },
  tracing = capacity.tracing "100%",
  ports = { 8080 },
}
consumer_group "release-desk" {
  service = "release-service", topics = { "masters" }, max_instances = 6, max_deliveries = 10,
}

saga "title-release" {
  description = "In the same minute everywhere, or nowhere",
  coordination = "orchestration", orchestrator = "release-service", compensation_strategy = "parallel",
  steps = {
    step "encode" {
      service = "transcoder", action = "transcode", compensation = "discard_renditions", timeout = "4h",
    },
    step "lock" {
      service = "license-service", action = "create_keys", compensation = "revoke_keys", timeout = "2s",
    },
    -- Somebody may have seen it a second later: from here it only goes forward.
    step "publish" {
      service = "catalog-service", action = "publish_title", compensation = false, pivot = true, timeout = "5s",
    },
    step "lay out" {
      service = "streaming-engine", action = "prepare_title", compensation = false, retryable = true, timeout = "5s",
    },
  },
}
