-- Insight: what is watched, and how well it plays. The most requests of all, and none that anybody waits for.

local capacity = include "capacity.lua"

service "telemetry-service" {
  context = "insight", criticality = "low",
  description = "Takes in every beat",
  responsibilities = { "Taking in beats" },
  technologies = { language = "rust", framework = "axum" },
  endpoints = {
    -- Answered before it is looked at. A beat that is lost is no loss: the next one comes in two minutes.
    POST "/beats" { summary = "How it plays", auth = "jwt", idempotent = true, latency_p99 = "50ms" },
  },
  publishes = {
    event "playback.beat" {
      description = "A player's report",
      kind = "domain", topic = "beats", version = "5", key = "session_id",
      schema = { session_id = "uuid", title_id = "uuid", bitrate = "integer", stalled = "milliseconds" },
    },
  },
  health = capacity.health(),
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "50ms",  window = "7d" },
  },
  performance = capacity.performance "telemetry-service",
  scaling = capacity.scaling "telemetry-service",
  deployment = rolling { max_surge = "25%", max_unavailable = "10%" },
  tracing = capacity.tracing "0.01%",
  ports = { 8080 },
}

service "analytics-pipeline" {
  context = "insight", criticality = "low",
  description = "Makes trends out of beats",
  responsibilities = { "Trends", "Rebuffer ratio", "What studios are paid by" },
  technologies = { language = "scala", framework = "flink" },
  publishes = {
    event "title.trending" {
      description = "Watched more than yesterday explains",
      kind = "integration", topic = "trends", version = "1", key = "title_id",
      schema = { title_id = "uuid", region = "string", lift = "decimal", since = "timestamp" },
    },
  },
  consumes = {
    on "playback.beat" {
      expects = { "session_id", "bitrate", "stalled" }, group = "flink", handler = "measure_quality", idempotent = true,
    },
    on "playback.started" {
      expects = { "title_id", "device", "at" }, group = "flink", handler = "count_start", idempotent = true,
    },
    on "playback.ended" {
      expects = { "title_id", "position" }, group = "flink", handler = "count_minutes", idempotent = true,
    },
  },
  datastores = {
    datastore "viewing-facts" { technology = "clickhouse", purpose = "Counts without persons", data = "internal" },
  },
  health = {
    liveness  "/live"  { interval = "30s" },
    readiness "/ready" { interval = "10s" },
    -- On start it reads an hour of beats again.
    startup   "/caught-up" { interval = "10s", failure_threshold = 60 },
  },
  slos = {
    slo "availability" { target = "99.5%", window = "30d" },
    slo "freshness"    { target = "60s",   window = "7d", description = "From the beat to the trend" },
  },
  performance = capacity.performance "analytics-pipeline",
  scaling = capacity.scaling("analytics-pipeline", "lag"),
  deployment = blue_green { auto_promote = true, scale_down_delay = "15m", analysis = { "freshness" } },
  tracing = capacity.tracing "1%",
  ports = { 8081 },
}
consumer_group "flink" {
  service = "analytics-pipeline", topics = { "beats", "plays" }, max_instances = 96, max_deliveries = 2,
}
