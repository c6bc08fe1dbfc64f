-- A call, an event, a message and a store use, each between two contexts that nothing relates.
context "ordering"
context "inventory"
context "shipping"
context "billing"
context "search"

event "order.created" { schema = { id = "string" } }
event "order.paid" { schema = { id = "string" } }

service "stock" { context = "inventory" }
service "orders" {
  context = "ordering",
  dependencies = {
    sync "stock", -- expect: contexts/undeclared-relationship "orders calls stock (2 calls)"
    async "mailer" { event = "order.paid" }, -- expect: contexts/undeclared-relationship "'billing' depends on 'ordering'"
  },
  publishes = { "order.created" },
  datastores = { datastore "orders-db" { technology = "postgresql" } },
}
service "returns" { context = "ordering", dependencies = { sync "stock" } }
service "mailer" { context = "billing" }
service "parcels" {
  context = "shipping",
  consumes = { on "order.created" }, -- expect: contexts/undeclared-relationship "parcels consumes order.created of orders (1 event)"
}
service "indexer" {
  context = "search",
  uses = { "orders-db" }, -- expect: contexts/undeclared-relationship "indexer uses orders-db, the store of orders"
}
