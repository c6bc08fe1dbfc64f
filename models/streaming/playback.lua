-- Playback: from pressing play to the last frame.

local capacity = include "capacity.lua"

service "streaming-engine" {
  context = "playback", criticality = "critical",
  description = "Sessions, and origin of video",
  responsibilities = { "Sessions", "Manifests", "Segments that no cache has" },
  technologies = { language = "rust", framework = "axum" },
  endpoints = {
    -- The player makes up the session_id: pressing play twice starts one session.
    POST "/sessions" {
      summary = "Press play", idempotent = true, auth = "jwt", latency_p99 = "300ms",
      request = { session_id = "uuid", title_id = "uuid", device = "string" },
      response = { manifest = "url", ticket = "string", steering = "list<url>" },
    },
    GET "/manifests/{session_id}" { summary = "What there is to choose from", auth = "jwt" },
    GET "/segments/{rendition_id}/{number}" { summary = "Four seconds of video", auth = "api-key" },
    rpc "Origin/PrepareTitle" { summary = "Lay out the manifests of a new title", idempotent = true, auth = "mtls" },
  },
  -- 110 ms + 130 ms + 40 ms + its own 20 ms: the 300 ms of the promise, to the last one.
  dependencies = {
    sync "catalog-service" {
      endpoint = "Catalog/CheckWindow", protocol = "grpc", timeout = "50ms",
      retry = { max_attempts = 2, backoff = "10ms", jitter = true },
      circuit_breaker = { failure_threshold = 20, reset_timeout = "5s", max_connections = 2000 },
    },
    sync "license-service" {
      endpoint = "Licenses/IssueTicket", protocol = "grpc", timeout = "60ms",
      retry = { max_attempts = 2, backoff = "10ms", jitter = true },
      circuit_breaker = { failure_threshold = 20, reset_timeout = "5s", max_connections = 2000 },
    },
    -- Which edge is near and idle? If nobody says, the nearest one.
    sync "content-delivery-network" {
      endpoint = "GET /steering/{region}", protocol = "rest", timeout = "40ms",
      fallback = "the map of the last hour", bulkhead = 1000,
      circuit_breaker = { failure_threshold = 20, reset_timeout = "10s" },
    },
  },
  publishes = {
    event "playback.started" {
      description = "The first frame is on the screen",
      kind = "integration", topic = "plays", version = "3", key = "session_id",
      schema = { session_id = "uuid", profile_id = "uuid", title_id = "uuid", device = "string", at = "timestamp" },
    },
    event "playback.ended" {
      description = "Seen to the end, or not",
      kind = "integration", topic = "plays", version = "3", key = "session_id",
      schema = { session_id = "uuid", profile_id = "uuid", title_id = "uuid", position = "seconds", at = "timestamp" },
    },
  },
  datastores = {
    datastore "sessions" { technology = "redis", purpose = "Who watches now", data = "internal" },
    datastore "video-origin" { technology = "s3", purpose = "Renditions, cut into segments", data = "internal" },
  },
  health = capacity.health(),
  slos = {
    slo "availability" { target = "99.95%", window = "30d" },
    slo "latency_p99"  { target = "300ms",  window = "7d" },
  },
  performance = capacity.performance "streaming-engine",
  scaling = capacity.scaling "streaming-engine",
  deployment = canary(capacity.growing "2%"),
  tracing = capacity.tracing(),
  ports = { 8080, 9090 }, discovery = "client-side",
}

service "license-service" {
  context = "playback", criticality = "critical",
  description = "Hands out the keys to films",
  responsibilities = { "Tickets", "Keys of players", "Keys of titles" },
  technologies = { language = "go", framework = "grpc-go" },
  endpoints = {
    POST "/licenses" { summary = "A ticket for the key", idempotent = true, auth = "jwt", latency_p99 = "50ms" },
    rpc "Licenses/IssueTicket" { summary = "The right to ask for keys", idempotent = true, auth = "mtls" },
    rpc "Licenses/CreateKeys"  { summary = "Keys for a new title", idempotent = true, auth = "mtls" },
    rpc "Licenses/RevokeKeys"  { summary = "Nobody opens this title again", idempotent = true, auth = "mtls" },
  },
  datastores = {
    datastore "key-vault" { technology = "dynamodb", purpose = "Keys of titles", data = "confidential" },
  },
  health = capacity.health(),
  slos = {
    slo "availability" { target = "99.99%", window = "30d" },
    slo "latency_p99"  { target = "50ms",   window = "7d" },
  },
  performance = capacity.performance "license-service",
  scaling = capacity.scaling "license-service",
  -- No key, no film: here a new version takes over at once, and can be taken back at once.
  deployment = blue_green { auto_promote = false, scale_down_delay = "30m", analysis = { "availability" } },
  tracing = capacity.tracing(),
  ports = { 8080, 9090 }, discovery = "client-side",
}
