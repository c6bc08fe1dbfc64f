-- The help names the service whose publishes is to be longer, and a scenario that is whole.
-- help: events/no-producer add "RestaurantMenuRevised" to the publishes of restaurants, or of whom it comes from, or drop the subscription; if a foreign system sends it: external "RestaurantMenuRevised.source" {} and scenario "RestaurantMenuRevised comes in" { "RestaurantMenuRevised.source ->> kitchen: RestaurantMenuRevised" }
-- help: events/no-producer add "payment-failed" to the publishes of the service it comes from
context "a" {}
event "OrderCreated" {}
event "RestaurantCreated" {}
event "RestaurantMenuRevised" {} -- expect: events/no-producer "nobody publishes 'RestaurantMenuRevised'"
event "payment-failed" {} -- expect: events/no-producer
service "orders" { context = "a", publishes = { "OrderCreated" }, consumes = { on "RestaurantCreated", on "payment-failed" } }
service "restaurants" { context = "a", publishes = { "RestaurantCreated" }, consumes = { on "OrderCreated" } }
service "kitchen" { context = "a", consumes = { on "RestaurantMenuRevised" } }
