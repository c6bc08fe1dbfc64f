-- select: data/unowned-store
context "ordering"
datastore "orders-db" -- expect: data/unowned-store:1 "nobody owns 'orders-db', so nobody answers for its schema and backups; only orders uses it"
datastore "audit-db" { used_by = { "orders" } } -- expect: data/unowned-store "'audit-db'"
service "orders" { context = "ordering", uses = { "orders-db", "shared-db" }, datastores = { datastore "carts" } }
service "reports" { context = "ordering", uses = { "shared-db" } }
-- Nearly so: an owner, even one that nothing declares; several users; no user at all.
datastore "reports-db" { owner = "reports" }
datastore "lost-db" { owner = "ghost", used_by = { "orders" } }
datastore "shared-db"
datastore "old-db"
