-- Fields that a kind has not, with the nearest one; also in tables inside tables.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "ordering" { subdomian = "core" } -- expect: model/unknown-field:22 "unknown field 'subdomian' in context; did you mean 'subdomain'?"
service "orders" {
  context = "ordering",
  colour = "red", -- expect: model/unknown-field:3 "unknown field 'colour' in service"
  descripton = "Takes orders", -- expect: model/unknown-field:3 "did you mean 'description'?"
  dependencies = {
    sync "orders" {
      timout = "200ms", -- expect: model/unknown-field:7 "unknown field 'timout' in sync; did you mean 'timeout'?"
      retry = { max_attempts = 2, ["bakoff"] = "50ms" }, -- expect: model/unknown-field:35 "unknown field 'bakoff' in retry; did you mean 'backoff'?"
      circuit_breaker = {
        failure_treshold = 5, -- expect: model/unknown-field:9 "did you mean 'failure_threshold'?"
      },
    },
  },
  technologies = { language = "go", tags = { "x" } }, -- expect: model/unknown-field:37 "unknown field 'tags' in technologies"
  health = { liveness "/health" { intervall = "30s" } }, -- expect: model/unknown-field:35 "did you mean 'interval'?"
}
topic "t" { retention_bytes = 5, partitions_ms = 3 } -- expect: model/unknown-field:13 "unknown field 'retention_bytes'", model/unknown-field:34 "unknown field 'partitions_ms'"
actor "customer" { name = "x" } -- expect: model/unknown-field:20 "unknown field 'name' in actor"
