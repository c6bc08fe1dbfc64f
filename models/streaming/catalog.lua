-- Catalog: what there is to watch, where and when. Read sixteen thousand times for each time it changes.

local capacity = include "capacity.lua"

service "catalog-service" {
  context = "catalog", criticality = "critical",
  description = "Knows titles and windows",
  responsibilities = { "Titles", "Windows", "Listings for partners" },
  technologies = { language = "java", framework = "quarkus" },
  endpoints = {
    rpc "Catalog/GetTitles" {
      summary = "Up to 200 titles at once", idempotent = true, auth = "mtls", latency_p99 = "40ms",
      request = { title_ids = "list<uuid>", region = "string" }, response = { titles = "list<title>" },
    },
    rpc "Catalog/CheckWindow"  { summary = "May this be shown here and now?", idempotent = true, auth = "mtls" },
    rpc "Catalog/PublishTitle" { summary = "Show it from this minute on", idempotent = true, auth = "mtls" },
    -- For the makers of television sets, who list our titles beside others'.
    GET "/titles" { summary = "Titles of a region, page by page", version = "1", auth = "api-key" },
  },
  publishes = {
    event "title.published" {
      description = "Live, everywhere its windows allow",
      kind = "integration", topic = "titles", version = "2", key = "title_id",
      schema = { title_id = "uuid", genres = "list<string>", cast = "list<string>", windows = "list<window>" },
    },
  },
  datastores = {
    datastore "titles-db" { technology = "postgresql", purpose = "Titles and windows", data = "public" },
    datastore "titles-cache" { technology = "redis", purpose = "All of them, in memory", data = "public" },
  },
  health = capacity.health(),
  slos = {
    slo "availability" { target = "99.99%", window = "30d" },
    slo "latency_p99"  { target = "40ms",   window = "7d" },
  },
  performance = capacity.performance "catalog-service",
  scaling = capacity.scaling "catalog-service",
  -- A promise of 99.99 % breaks five times less visibly than one of 99.95 %: five times the first step.
  deployment = canary {
    steps = { "10%", "25%", "50%", "100%" }, pause = "10m",
    metrics_based = true, analysis = { "availability", "latency_p99" },
  },
  tracing = capacity.tracing(),
  ports = { 8080, 9090 }, discovery = "client-side",
}
