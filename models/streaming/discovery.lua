-- Discovery: the home screen. One GraphQL request in front, three answers behind it, and only one of them
-- is worth waiting for.

local capacity = include "capacity.lua"

service "viewer-api" {
  context = "discovery", criticality = "high",
  description = "GraphQL for all screens",
  responsibilities = { "Home screen", "Title page", "Watchlist" },
  technologies = { language = "typescript", framework = "apollo", runtime = "node" },
  endpoints = {
    POST "/graphql" { summary = "Runs one of the operations below", auth = "jwt", latency_p99 = "350ms" },
    query "home"              { summary = "The rows of a profile", auth = "jwt" },
    query "titlePage"         { summary = "One title, and more like it", auth = "jwt" },
    mutation "addToWatchlist" { summary = "Keep a title for later", auth = "jwt", idempotent = true },
    mutation "rateTitle"      { summary = "Thumbs up or down", auth = "jwt", idempotent = true },
  },
  dependencies = {
    -- No titles, no screen: the one hard call.
    sync "catalog-service" {
      endpoint = "Catalog/GetTitles", protocol = "grpc", timeout = "50ms",
      retry = { max_attempts = 2, backoff = "10ms", jitter = true },
      circuit_breaker = { failure_threshold = 20, reset_timeout = "5s", max_connections = 2000 },
    },
    -- Rather something popular now than something personal later.
    sync "recommendation-engine" {
      endpoint = "Recommendations/RankTitles", protocol = "grpc", timeout = "100ms", bulkhead = 1500,
      fallback = "what all of the country watches",
      circuit_breaker = { failure_threshold = 20, reset_timeout = "5s" },
    },
    sync "profile-service" {
      endpoints = { "Profiles/GetShelf", "Profiles/SaveChoice" }, protocol = "grpc", timeout = "60ms", bulkhead = 1000,
      fallback = "the shelf as the device remembers it",
      circuit_breaker = { failure_threshold = 20, reset_timeout = "5s" },
    },
  },
  health = capacity.health(),
  slos = {
    slo "availability" { target = "99.95%", window = "30d" },
    slo "latency_p99"  { target = "350ms",  window = "7d" },
  },
  performance = capacity.performance "viewer-api",
  scaling = capacity.scaling "viewer-api",
  deployment = canary(capacity.growing "1%"),
  tracing = capacity.tracing(),
  ports = { 4000 },
}

service "recommendation-engine" {
  context = "discovery", criticality = "medium",
  description = "Guesses what you like",
  responsibilities = { "Ranking of rows" },
  technologies = { language = "python", framework = "ray-serve" },
  endpoints = {
    rpc "Recommendations/RankTitles" {
      summary = "The order of a row for a profile", idempotent = true, auth = "mtls", latency_p99 = "90ms",
      request = { profile_id = "uuid", row = "string" }, response = { title_ids = "list<uuid>" },
    },
  },
  consumes = {
    on "title.published" {
      expects = { "title_id", "genres", "cast" }, group = "taste", handler = "place_newcomer", idempotent = true,
    },
    on "title.trending" {
      expects = { title_id = "uuid", region = "string", lift = "decimal" },
      group = "taste", handler = "raise_rank", idempotent = true,
    },
  },
  datastores = {
    datastore "feature-store" { technology = "scylladb", purpose = "Tastes, as numbers", data = "internal" },
  },
  health = capacity.health(),
  slos = {
    slo "availability" { target = "99.5%", window = "30d" },
    slo "latency_p99"  { target = "90ms",  window = "7d" },
  },
  performance = capacity.performance "recommendation-engine",
  scaling = capacity.scaling("recommendation-engine", "cpu"),
  -- Whether people watch longer is not seen in an hour: edge.lua gives each ranking its half.
  deployment = ab_test {
    percentage = "50%", duration = "21d", analysis = { "latency_p99" },
    variants = { similar = "more of the same", daring = "one surprise in each row" },
  },
  tracing = capacity.tracing(),
  ports = { 9090 },
}
consumer_group "taste" {
  service = "recommendation-engine", topics = { "titles", "trends" }, max_instances = 80, max_deliveries = 3,
}
