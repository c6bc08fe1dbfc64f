-- A suppression that names one end of a pair, or nearly its subject, covers nothing: the subject is told.
-- select: model/allow-unused, data/foreign-store
-- help: model/allow-unused there is one on relay -> orders-db: if that is meant, write on = "relay -> orders-db"
-- help: model/allow-unused remove it
-- help: data/foreign-store allow { rule = "data/foreign-store", on = "relay -> orders-db", reason = "relays the outbox" }
context "a" {}
service "orders" { context = "a", datastores = { datastore "orders-db" } }
service "relay" { context = "a", uses = { "orders-db" } } -- expect: data/foreign-store "relay uses 'orders-db'"
allow { rule = "data/foreign-store", on = "relay", reason = "an outbox" } -- expect: model/allow-unused
allow { rule = "data/foreign-store", on = "reporting", reason = "an outbox" } -- expect: model/allow-unused
