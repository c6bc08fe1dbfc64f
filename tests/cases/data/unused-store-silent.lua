-- A model in which no store has a user does not say who uses what.
context "ordering"
datastore "orders-db"
service "orders" { context = "ordering" }
