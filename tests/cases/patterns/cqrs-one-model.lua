context "sales"
datastore "orders-db"
datastore "index"
datastore "split" { schema = { "write", "read" } }
service "orders" { context = "sales", datastores = { "orders-db", "index", "split" } }
cqrs {
  service = "orders",
  write_model = { datastore = "orders-db" },
  read_model = { type = "projection", datastore = "orders-db" }, -- expect: patterns/cqrs-one-model "the read model and the write model of orders are one store, 'orders-db'"
}
cqrs { service = "orders", write_model = { datastore = "orders-db" }, read_model = { datastore = "index" } }
-- A schema for each; a view of the same data; one of the two not said.
cqrs { service = "orders", write_model = { datastore = "split" }, read_model = { datastore = "split" } }
cqrs {
  service = "orders",
  write_model = { datastore = "orders-db" },
  read_model = { type = "materialized view", datastore = "orders-db" },
}
cqrs { service = "orders", write_model = { type = "aggregate" }, read_model = { datastore = "orders-db" } }
cqrs { service = "orders" }
