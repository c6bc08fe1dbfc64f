-- select: resilience/missing-timeout
-- A traffic rule that leaves some requests without a timeout is none for the call; what nothing
-- declares is left to model/unresolved.
context "shop"
service "ranking" { context = "shop" }
traffic "ranking" {
  host = "ranking",
  subsets = { v1 = { version = "1" }, v2 = { version = "2" } },
  routes = { to "ranking" { subset = "v1", weight = 50, timeout = "80ms" }, to "ranking" { subset = "v2", weight = 50 } },
}
service "search" { context = "shop", dependencies = {
  sync "ranking", -- expect: resilience/missing-timeout "search calls ranking"
  sync "ghost",
} }
