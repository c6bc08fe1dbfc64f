context "search"
service "ranking" { context = "search" }
traffic "ranking" {
  host = "ranking",
  subsets = { v1 = { version = "1.8" }, v2 = { version = "2.0" } },
  routes = {
    to "ranking" { subset = "v1", weight = 90 },
    to "ranking" {
      subset = "v3", weight = 10, -- expect: mesh/unknown-subset "ranking has no subset 'v3', only v1 and v2"
    },
  },
}
gateway "edge" {
  routes = {
    route "/rank" {
      split = {
        to "ranking" { subset = "v2", weight = 90 },
        to "ranking" {
          subset = "next", weight = 10, -- expect: mesh/unknown-subset "no subset 'next'"
        },
      },
    },
  },
}
