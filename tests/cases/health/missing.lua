context "shop"
service "rolled-out" { -- expect: health/missing "rolled-out has a deployment, but no readiness check"
  context = "shop", deployment = rolling {},
}
service "scaled" { -- expect: health/missing "scaled has scaling, but no readiness check"
  context = "shop", scaling = { min = 2, max = 4 },
}
service "restarted" {
  context = "shop", scaling = { min = 2 }, deployment = rolling {},
  health = { liveness "/live" }, -- expect: health/missing "liveness restarts it, nothing keeps requests from it"
}
service "grown" { -- expect: health/missing "grown"
  context = "shop", scaling = { min = 1, metric = "cpu" },
}
-- Consumers that requests come to as well: by a call, a route, a scenario, or as the gateway itself.
event "sold"
service "called" { context = "shop", deployment = rolling {}, consumes = { on "sold" } } -- expect: health/missing
service "routed" { context = "shop", deployment = rolling {}, consumes = { on "sold" } } -- expect: health/missing
service "shown" { context = "shop", deployment = rolling {}, consumes = { on "sold" } } -- expect: health/missing
service "edge" { context = "shop", deployment = rolling {}, consumes = { on "sold" } } -- expect: health/missing
service "caller" { context = "shop", publishes = { "sold" }, dependencies = { sync "called" } }
gateway "api" { service = "edge", routes = { route "/routed" { service = "routed" } } }
scenario "look" { "caller -> shown: what was sold" }
