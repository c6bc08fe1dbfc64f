-- select: resilience/timeout-inversion
-- A gateway waits as what realises it does.
context "shop"
gateway "edge" { service = "entry", routes = { route "/stock" { service = "stock" } } }
gateway "managed" { routes = { route "/stock" { service = "stock" } } }
service "entry" { context = "shop", dependencies = { sync "stock" { timeout = "500ms" } } }
service "stock" { context = "shop" }
service "orders" { context = "shop", dependencies = {
  sync "edge" { timeout = "100ms" }, -- expect: resilience/timeout-inversion "orders waits 100 ms for entry"
  sync "managed" { timeout = "100ms" },
} }
-- Too little is known of a call to what nothing declares.
service "lost" { context = "shop", dependencies = { sync "ghost" { timeout = "9s" } } }
service "finder" { context = "shop", dependencies = { sync "lost" { timeout = "1s" } } }
