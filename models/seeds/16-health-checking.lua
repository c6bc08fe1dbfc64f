-- "Health Checking": asked, read off traffic, or decided by the application.

context "shop"

service "orders" {
  context = "shop",
  endpoints = { GET "/orders" },
  datastores = { datastore "orders-db" { technology = "postgresql" } },
  health = {
    -- Active checks: periodic probes.
    liveness "/health" { mode = "active", interval = "30s", timeout = "1s", failure_threshold = 3 },
    -- Passive checks: the traffic tells.
    readiness "/ready" { mode = "passive", interval = "10s", failure_threshold = 5 },
    -- Custom checks: the application knows when it has warmed up.
    startup "/started" { mode = "custom", interval = "5s", failure_threshold = 30, depends_on = { "orders-db" } },
  },
}
