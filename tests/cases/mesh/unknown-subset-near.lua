-- Declared by another rule for the same host, by one without a host, and of a service that declares none.
context "search"
service "ranking" { context = "search" }
service "index" { context = "search" }
traffic "subsets" { host = "ranking", subsets = { v1 = { version = "1.8" } } }
traffic "anybody" { subsets = { v9 = { version = "9" } } }
traffic "ranking" {
  host = "ranking",
  routes = { to "ranking" { subset = "v1", weight = 90 }, to "ranking" { subset = "v9", weight = 10 } },
}
traffic "index" {
  host = "index",
  routes = { to "index" { subset = "v1", weight = 50 }, to "index" { subset = "v2", weight = 50 } },
}
