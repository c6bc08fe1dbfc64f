-- The unconditional one last; a split before nothing; matches that overlap only in part.
context "search"
service "ranking" { context = "search" }
traffic "last" {
  host = "ranking",
  routes = {
    to "ranking" { subset = "v2", match = { headers = { tester = "yes" } } },
    to "ranking" { subset = "v3", match = { path = "/a" } },
    to "ranking" { subset = "v4", match = { path = "/a/b" } },
    to "ranking" { subset = "v1", weight = 90 },
    to "ranking" { subset = "v5", weight = 10 },
  },
}
traffic "empty" { host = "ranking" }
