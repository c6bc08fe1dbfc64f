-- select: model/orphan
-- Calls, messages, events, routes and steps all connect.
context "c" {}
service "caller" { context = "c", dependencies = { sync "called" {}, async "messaged" {} } }
service "called" { context = "c" }
service "messaged" { context = "c" }
service "publisher" { context = "c", publishes = { event "e" {} } }
service "consumer" { context = "c", consumes = { "e" } }
service "routed" { context = "c" }
service "split" { context = "c" }
service "edge" { context = "c" }
service "saga-step" { context = "c" }
service "conductor" { context = "c" }
gateway "api" {
  service = "edge",
  routes = { route "/" { service = "routed" }, route "/x" { split = { to "split" { weight = 100 } } } },
}
saga "s" { orchestrator = "conductor", steps = { step "1" { service = "saga-step" } } }
-- What only meets in a scenario or a store is connected, too.
service "asked" { context = "c" }
service "relay" { context = "c", uses = { "outbox" } }
service "writer" { context = "c", datastores = { datastore "outbox" {} } }
scenario "asking" { opt "maybe" { "asked -> asked: think" } }
