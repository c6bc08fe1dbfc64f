-- select: resilience/missing-timeout
context "shop"
external "bank"
gateway "edge" { service = "entry" }
service "entry" { context = "shop" }
service "stock" { context = "shop" }
service "prices" { context = "shop" }
service "ranking" { context = "shop" }

-- One call, and several of one caller; a gateway and a foreign system are waited for as well.
service "orders" { context = "shop", dependencies = {
  sync "stock", -- expect: resilience/missing-timeout:3 "orders calls stock without a timeout"
} }
service "payments" { context = "shop", dependencies = {
  sync "stock" { timeout = "100ms" },
  sync "bank" { retry = { max_attempts = 2 } }, -- expect: resilience/missing-timeout "payments calls bank, edge and stock without"
  sync "edge",
  sync "stock" { circuit_breaker = true },
  sync "stock" { optional = true },
} }

-- Nearly so: the timeout comes from a policy, or from every destination of a traffic rule.
timeout { service = "prices", timeout = "100ms" }
traffic "ranking" { host = "ranking", routes = { to "ranking" { timeout = "80ms" } } }
service "search" { context = "shop", dependencies = { sync "prices", sync "ranking" } }

-- A gateway's service waits as long as each of its routes says; one without a timeout is enough.
service "front" { context = "shop", dependencies = {
  sync "stock",
  sync "prices",
  sync "ranked", -- expect: resilience/missing-timeout "front calls ranked and unrouted without"
  sync "unrouted",
} }
service "ranked" { context = "shop" }
service "unrouted" { context = "shop" }
gateway "front-routes" { service = "front", routes = {
  route "/stock" { service = "stock", timeout = "1s" },
  route "/split" { split = { to "stock" { weight = 50, timeout = "1s" }, to "prices" { weight = 50 } }, timeout = "2s" },
  route "/ranked" { service = "ranked", timeout = "1s" },
  route "/best" { service = "ranked" },
} }

-- Nobody waits for a message.
topic "orders"
service "reports" { context = "shop", dependencies = { async "stock" { through = "orders" } } }
