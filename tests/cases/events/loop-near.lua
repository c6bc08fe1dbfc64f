-- Circles that end, or that may: each has one service that something else makes publish, or that may publish
-- something else.
-- select: events/loop
context "c"
for _, name in ipairs { "a1", "a2", "b1", "b2", "b3", "d1", "d2", "e1", "e2", "f1", "f2", "g1", "h1", "h2", "i1", "i2" } do
  event(name)
end
-- An order is placed by a request, and marked as paid in the end.
service "orders"   { context = "c", endpoints = { POST "/orders" }, publishes = { "a1" }, consumes = { on "a2" } }
service "payments" { context = "c", consumes = { on "a1" }, publishes = { "a2" } }
-- A saga that ends with a refusal, or with the last step.
service "journeys" { context = "c", publishes = { "b1" }, consumes = { on "b3" } }
service "points"   { context = "c", consumes = { on "b1" }, publishes = { "b2", "b3" } }
-- Called by another.
service "pulse"  { context = "c", publishes = { "d1" }, consumes = { on "d2" } }
service "answer" { context = "c", publishes = { "d2" }, consumes = { on "d1" } }
service "clock"  { context = "c", dependencies = { sync "pulse" } }
-- Two reasons to publish.
service "two"  { context = "c", publishes = { "e1" }, consumes = { on "e2", on "a1" } }
service "back" { context = "c", publishes = { "e2" }, consumes = { on "e1" } }
-- Steps of a saga.
service "step1" { context = "c", publishes = { "f1" }, consumes = { on "f2" } }
service "step2" { context = "c", publishes = { "f2" }, consumes = { on "f1" } }
saga "s" { coordination = "choreography", steps = { step "one" { service = "step1" }, step "two" { service = "step2" } } }
-- A service that reads what it wrote.
service "history" { context = "c", publishes = { "g1" }, consumes = { on "g1" } }
event_sourcing { service = "history" }
-- Somebody presses a button.
actor "clerk"
service "form" { context = "c", publishes = { "h1" }, consumes = { on "h2" } }
service "desk" { context = "c", publishes = { "h2" }, consumes = { on "h1" } }
scenario "press" { "clerk -> form: press" }
-- No circle.
service "first"  { context = "c", publishes = { "i1" } }
service "second" { context = "c", publishes = { "i2" }, consumes = { on "i1" } }
service "third"  { context = "c", consumes = { on "i2" } }
