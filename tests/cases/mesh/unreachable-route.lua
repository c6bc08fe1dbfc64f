context "search"
service "ranking" { context = "search" }
traffic "all-first" {
  host = "ranking",
  routes = {
    to "ranking" { subset = "v1" },
    to "ranking" { subset = "v2", match = { headers = { tester = "yes" } } }, -- expect: mesh/unreachable-route "ranking v2 of traffic 'all-first' gets no request: ranking v1 before it takes every one, also those for 1 more"
    to "ranking" { subset = "v3", match = { path = "/beta" } },
  },
}
traffic "twice" {
  host = "ranking",
  routes = {
    to "ranking" { subset = "v1" },
    to "ranking" { subset = "v2" }, -- expect: mesh/unreachable-route "ranking v1 before it takes every one"
  },
}
traffic "twice-all" {
  host = "ranking",
  routes = {
    to "ranking" { subset = "v1", weight = 100 },
    to "ranking" { subset = "v2", weight = 100 }, -- expect: mesh/unreachable-route
  },
}
traffic "same-match" {
  host = "ranking",
  routes = {
    to "ranking" { subset = "v1", match = { path = "/a" } },
    to "ranking" { subset = "v2", match = { path = "/a" } }, -- expect: mesh/unreachable-route "takes those with the same match"
    to "ranking" { subset = "v3" },
  },
}
