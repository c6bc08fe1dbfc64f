-- What would be found once somebody publishes the event is part of the help: dead letters of its topic, and what the
-- contexts need of each other. Nothing is said twice.
-- help: events/no-producer add "stock.gone" to the publishes of stock (and relationship { upstream = "shelves", downstream = "sales" } unless there is one), or of whom it comes from, or drop the subscription
-- help: events/no-producer "stock.gone.source ->> orders: stock.gone" }; once it is published, add dead_letter = "gone.dead-letters" to topic 'gone', and declare topic "gone.dead-letters" { broker = "kafka" } and consumer_group "gone.on-call" { topics = { "gone.dead-letters" } }
-- help: events/no-producer add "stock.late" to the publishes of stock, or of whom it comes from, or drop the subscription; if a foreign system sends it: external "stock.late.source" {} and scenario "stock.late comes in" { "stock.late.source ->> shipping: stock.late" }
context "shelves" {}
context "sales" {}
context "parcels" {}
context "all" { parent = "all-2" }
context "all-2" { parent = "all" }
relationship { between = { "shelves", "parcels" }, pattern = "partnership" }
broker "kafka" { technology = "kafka" }
topic "gone" { broker = "kafka", replication = 3 }
topic "late" { broker = "kafka", replication = 3, dead_letter = true }
event "stock.here" {}
event "stock.gone" { topic = "gone" } -- expect: events/no-producer
event "stock.late" { topic = "late" } -- expect: events/no-producer
service "stock" { context = "shelves", publishes = { "stock.here" } }
service "orders" { context = "sales", consumes = { on "stock.gone" } }
service "shipping" { context = "parcels", consumes = { on "stock.late", on "stock.here" } }
