-- select: data/shared-store
context "ordering"
context "billing"
datastore "shop-db" -- expect: data/shared-store:1 "3 services share 'shop-db', across contexts: orders (ordering), carts (ordering) and invoices (billing)"
datastore "cart-cache" -- expect: data/shared-store "2 services share 'cart-cache': orders and carts"
datastore "half-split" { schema = { "orders", "carts" }, -- expect: data/shared-store "3 services share 'half-split', across contexts, which holds 2 schemas for them"
  used_by = { "orders", "carts", "invoices" } }
datastore "twice" { schema = { "a", "a" }, -- expect: data/shared-store "2 services share 'twice', across contexts, which holds 1 schema for them"
  used_by = { "orders", "invoices" } }
-- Claimed by two, it has no owner.
service "orders" {
  context = "ordering", uses = { "shop-db", "cart-cache", "server" }, datastores = {
    datastore "claimed-db" }, -- expect: data/shared-store "2 services share 'claimed-db', across contexts: orders (ordering) and invoices (billing)"
}
service "carts" { context = "ordering", uses = { "shop-db", "cart-cache" } }
service "invoices" { context = "billing", uses = { "shop-db", "server" }, datastores = { "claimed-db" } }
-- Nearly so: one server with a schema for each; one user; an owner (data/foreign-store).
datastore "server" { schema = { "orders", "invoices" } }
datastore "alone" { used_by = { "orders" } }
datastore "owned" { owner = "orders", used_by = { "invoices" } }
-- A user that nothing declares is left to model/unresolved.
datastore "guessed" { used_by = { "orders", "ghost" } }
