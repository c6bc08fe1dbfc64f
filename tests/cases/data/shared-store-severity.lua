-- select: data/shared-store
-- args: --fail-on error
-- exit: 0
-- Within one context it is a warning, and where a context is not known.
context "ordering"
datastore "cart-cache" -- expect: data/shared-store
datastore "drift-db" -- expect: data/shared-store "2 services share 'drift-db': orders and drifter"
service "orders" { context = "ordering", uses = { "cart-cache", "drift-db" } }
service "carts" { context = "ordering", uses = { "cart-cache" } }
service "drifter" { context = "ordering", uses = { "drift-db" } }
