-- One open way is enough: a route that asks for something else, an endpoint that says so, a service on the way.
context "shop"
service "a" { context = "shop", endpoints = { POST "/a", POST "/a/b" } }
service "b" { context = "shop", endpoints = { POST "/b" { auth = "none" } } }
service "c" { context = "shop", endpoints = { POST "/c" } }
service "d" { context = "shop", endpoints = { POST "/d" } }
service "e" { context = "shop", endpoints = { POST "/e" } }
service "f" { context = "shop", endpoints = { POST "/f" } }
service "front" { context = "shop", endpoints = { GET "/front" }, dependencies = { sync "c" { endpoint = "POST /c" } } }
service "own-door" { context = "shop", dependencies = { sync "d" { endpoint = "POST /d" } } }
actor "customer"
gateway "ga" {
  authentication = { type = "oauth2", issuer = "a" },
  routes = { route "/a" { service = "a" }, route "/a/b" { service = "a", auth = "api-key" } },
}
gateway "gb" { authentication = { type = "jwt", issuer = "b" }, routes = { route "/b" { service = "b" } } }
gateway "gc" {
  rate_limiting = { rate = "50/s" },
  authentication = { type = "jwt", issuer = "c" },
  routes = { route "/c" { service = "c" }, route "/front" { service = "front", public = true } },
}
gateway "gd" { authentication = { type = "jwt", issuer = "d" }, routes = { route "/d" { service = "d" } } }
gateway "ge" { authentication = { type = "jwt", issuer = "e" }, routes = { route "/e" { service = "e" } } }
gateway "gf" { authentication = { type = "jwt", issuer = "f" } }
gateway "gg" {
  authentication = { type = "jwt", issuer = "https://login.example.com" },
  routes = { route "/f" { service = "f" } },
}
scenario "log in" { alt "by phone" { "customer -> e: POST /e" } }
