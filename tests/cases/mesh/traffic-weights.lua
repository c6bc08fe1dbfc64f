context "search"
service "ranking" { context = "search" }
service "ranking-next" { context = "search" }
traffic "short" {
  host = "ranking",
  routes = {
    to "ranking" { subset = "v1", weight = 80 },
    to "ranking" { subset = "v2", weight = 10 }, -- expect: mesh/traffic-weights "the weights of traffic 'short' add up to 90, not 100: 80 to ranking v1 and 10 to ranking v2"
  },
}
traffic "long" {
  host = "ranking",
  routes = { to "ranking" { weight = 80 }, to "ranking-next" { weight = 30 } }, -- expect: mesh/traffic-weights "add up to 110"
}
traffic "forgotten" {
  host = "ranking",
  routes = {
    to "ranking" { weight = 90 },
    to "ranking-next", -- expect: mesh/traffic-weights "90 to ranking and no weight for ranking-next"
  },
}
traffic "testers" {
  host = "ranking",
  routes = {
    to "ranking" { subset = "v1", weight = 50, match = { headers = { tester = "yes" } } },
    to "ranking" { subset = "v2", weight = 40, match = { headers = { tester = "yes" } } }, -- expect: mesh/traffic-weights "add up to 90"
    to "ranking" { subset = "v1" },
  },
}
traffic "alone" {
  host = "ranking",
  routes = { to "ranking" { weight = 90 } }, -- expect: mesh/traffic-weights "add up to 90"
}
gateway "edge" {
  routes = {
    route "/rank" {
      split = {
        to "ranking" { subset = "v1", weight = 95 },
        to "ranking" { subset = "v2", weight = 10 }, -- expect: mesh/traffic-weights "the weights of route '/rank' of 'edge' add up to 105"
      },
    },
  },
}
