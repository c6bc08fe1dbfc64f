-- select: data/foreign-store
context "ordering"
service "orders" {
  context = "ordering",
  datastores = { datastore "orders-db", datastore "split-db" { schema = { "orders", "reports" } } },
}
service "reports" {
  context = "ordering",
  uses = {
    "orders-db", -- expect: data/foreign-store:5 "reports uses 'orders-db', which orders owns"
    "split-db",
  },
}
datastore "returns-db" {
  owner = "orders",
  used_by = { "orders", "exports" }, -- expect: data/foreign-store:25 "exports uses 'returns-db', which orders owns"
}
service "exports" { context = "ordering" }
-- Nearly so: the owner may say twice that it uses it; a store with two owners is data/shared-store's.
datastore "own-db" { owner = "exports", used_by = { "exports" } }
service "carts" { context = "ordering", datastores = { datastore "carts-db" }, uses = { "carts-db" } }
service "twins" { context = "ordering", datastores = { "carts-db" } }
-- Without an owner there is nobody to be foreign to.
datastore "common" { used_by = { "orders", "reports" } }
datastore "ghosts" { owner = "ghost", used_by = { "orders", "reports" } }
