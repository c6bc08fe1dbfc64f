context "sales"
service "orders" { context = "sales" }
service "carts" { context = "sales" }
service "quotes" { context = "sales" }
event_sourcing { service = "orders", event_store = { type = "kafka" } } -- expect: patterns/snapshot-missing "orders takes no snapshots"
event_sourcing { service = "carts", snapshot_policy = { interval_events = 100 } }
-- There is a policy; how often is not said.
event_sourcing { service = "quotes", snapshot_policy = {} }
