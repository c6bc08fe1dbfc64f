-- Viewers: households, the people in them, what they have seen.

local capacity = include "capacity.lua"

service "authentication-service" {
  context = "viewers", criticality = "critical",
  description = "Lets households in",
  responsibilities = { "Sign up", "Log in", "Tokens of devices" },
  technologies = { language = "go", framework = "net-http" },
  endpoints = {
    POST "/oauth/token" { summary = "Log in, or renew a device's token", auth = "api-key", latency_p99 = "250ms" },
    POST "/households"  { summary = "Sign up, once for each address", idempotent = true, auth = "api-key" },
  },
  publishes = {
    event "household.joined" {
      description = "Somebody signed up",
      kind = "domain", topic = "households", version = "1", key = "household_id",
      schema = { household_id = "uuid", region = "string", at = "timestamp" },
    },
  },
  datastores = {
    datastore "credentials" { technology = "postgresql", purpose = "Households and password hashes", data = "pii" },
  },
  health = capacity.health(),
  slos = {
    slo "availability" { target = "99.95%", window = "30d" },
    slo "latency_p99"  { target = "250ms",  window = "7d" },
  },
  performance = capacity.performance "authentication-service",
  scaling = capacity.scaling("authentication-service", "cpu"),
  deployment = rolling { max_surge = "25%", max_unavailable = 0 },
  tracing = capacity.tracing "1%",
  ports = { 8080 },
}

service "profile-service" {
  context = "viewers", criticality = "medium",
  description = "Remembers what was seen",
  responsibilities = { "Profiles", "Shelf", "Watchlist and ratings" },
  technologies = { language = "kotlin", framework = "micronaut" },
  endpoints = {
    rpc "Profiles/GetShelf"   { summary = "Begun, and kept for later", idempotent = true, auth = "mtls" },
    rpc "Profiles/SaveChoice" { summary = "Keep or rate a title", idempotent = true, auth = "mtls" },
  },
  consumes = {
    on "household.joined" {
      expects = { "household_id" }, group = "shelf-keeper", handler = "open_first_profile", idempotent = true,
    },
    on "playback.ended" {
      expects = { profile_id = "uuid", title_id = "uuid", position = "seconds" },
      group = "shelf-keeper", handler = "remember_position", idempotent = true,
    },
  },
  datastores = {
    datastore "profiles" { technology = "cassandra", purpose = "People and their shelves", data = "pii" },
  },
  health = capacity.health(),
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "50ms",  window = "7d" },
  },
  performance = capacity.performance "profile-service",
  scaling = capacity.scaling "profile-service",
  deployment = rolling { max_surge = "25%", max_unavailable = 0 },
  tracing = capacity.tracing(),
  ports = { 9090 },
}
consumer_group "shelf-keeper" {
  service = "profile-service", topics = { "households", "plays" }, max_instances = 40, max_deliveries = 3,
}
