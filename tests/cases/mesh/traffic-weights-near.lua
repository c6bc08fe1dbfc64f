-- Groups by match each have their 100; a destination alone needs no weight; switched off is a share, too.
context "search"
service "ranking" { context = "search" }
traffic "testers" {
  host = "ranking",
  routes = {
    to "ranking" { subset = "v2", weight = 100, match = { headers = { tester = "yes" }, methods = { "GET" } } },
    to "ranking" { subset = "v3", weight = 60, match = { headers = { tester = "yes" }, methods = { "POST" } } },
    to "ranking" { subset = "v4", weight = 40, match = { headers = { tester = "yes" }, methods = { "POST" } } },
    to "ranking" { subset = "v5", match = { path = "/beta" } },
    to "ranking" { subset = "v1", weight = 100 },
  },
}
traffic "switched" {
  host = "ranking",
  routes = { to "ranking" { subset = "blue", weight = 100 }, to "ranking" { subset = "green", weight = 0 } },
}
traffic "thirds" {
  host = "ranking",
  routes = {
    to "ranking" { subset = "a", weight = 33 }, to "ranking" { subset = "b", weight = 33 },
    to "ranking" { subset = "c", weight = 34 },
  },
}
gateway "edge" { routes = { route "/rank" { service = "ranking" } } }
