-- Its own store, a broker and a startup check; and a check that depends on the service itself.
context "shop"
broker "kafka"
service "stock" { context = "shop" }
service "orders" {
  context = "shop",
  dependencies = { sync "stock" { timeout = "200ms" } },
  datastores = { datastore "orders-db" },
  health = {
    liveness "/live",
    readiness "/ready" { depends_on = { "orders-db", "kafka", "orders" } },
    startup "/started" { depends_on = { "stock" } },
  },
}
