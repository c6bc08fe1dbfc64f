-- select: data/unused-store
context "ordering"
datastore "old-db" -- expect: data/unused-store "no service uses 'old-db'"
service "orders" {
  context = "ordering", datastores = { datastore "orders-db" }, uses = { "cache" },
  health = { readiness "/ready" { depends_on = { "probed-db" } } },
}
-- Nearly so: used, owned, named by a store's own list, a probe or a read model.
datastore "cache"
datastore "owned-db" { owner = "orders" }
datastore "listed-db" { used_by = { "ghost" } }
datastore "probed-db"
datastore "view-db"
cqrs { service = "orders", read_model = { datastore = "view-db" }, write_model = { datastore = "orders-db" } }
