-- The Gateway API takes the more specific match in any order; of two alike still the first.
context "search"
service "ranking" { context = "search" }
mesh "m" { type = "linkerd" }
traffic "specific" {
  host = "ranking",
  routes = { to "ranking" { subset = "v1" }, to "ranking" { subset = "v2", match = { path = "/beta" } } },
}
traffic "twice" {
  host = "ranking",
  routes = {
    to "ranking" { subset = "v1" },
    to "ranking" { subset = "v2" }, -- expect: mesh/unreachable-route
  },
}
