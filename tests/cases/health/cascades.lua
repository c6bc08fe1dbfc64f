context "shop"
external "bank"
service "stock" { context = "shop" }
service "orders" {
  context = "shop",
  dependencies = { sync "stock" { timeout = "200ms" }, sync "bank" { timeout = "1s", optional = true } },
  datastores = { datastore "orders-db" },
  health = {
    liveness "/live" {
      depends_on = { "orders-db" }, -- expect: health/cascades "when orders-db is down, every replica of orders is restarted"
    },
    readiness "/ready" {
      depends_on = {
        "orders-db",
        "stock", -- expect: health/cascades "when stock is down, every replica of orders leaves the rotation at once"
        "bank", -- expect: health/cascades "bank"
      },
    },
  },
}
