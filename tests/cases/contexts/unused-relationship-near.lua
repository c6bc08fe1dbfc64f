-- select: contexts/unused-relationship
-- Realised by an event, a store and a child's call; not to be realised: a kernel, separate ways, and
-- what has no service yet.
context "ordering"
context "inventory"
context "shipping"
context "stores" { parent = "inventory" }
context "reporting"
context "loyalty"
relationship { upstream = "inventory", downstream = "ordering" }
relationship { upstream = "ordering", downstream = "shipping" }
relationship { upstream = "ordering", downstream = "reporting" }
relationship { between = { "inventory", "shipping" }, pattern = "shared-kernel" }
relationship { between = { "inventory", "reporting" }, pattern = "separate-ways" }
relationship { upstream = "ordering", downstream = "loyalty" }

event "order.created" { schema = { id = "string" } }
service "shelves" { context = "stores" }
service "orders" {
  context = "ordering",
  dependencies = { sync "shelves" },
  publishes = { "order.created" },
  datastores = { datastore "orders-db" { technology = "postgresql" } },
}
service "parcels" { context = "shipping", consumes = { on "order.created" } }
service "figures" { context = "reporting", uses = { "orders-db" } }
