-- Behind a gateway that asks for tokens, somebody has to give them out, and the way there stays open.
-- select: gateway/*
-- help: gateway/missing-auth add authentication = { type = "jwt", issuer = "auth" } to the gateway, and public = true, auth = "none", rate_limiting = { requests_per_minute = 60, per = "ip" } to what a login needs: /users/login
-- help: gateway/missing-auth add authentication = { type = "jwt", issuer = "people" } to the gateway, and auth = "none" to POST /people/login of people, which a login needs
context "a" {}
service "auth" { context = "a", endpoints = { POST "/users/login" } }
service "orders" { context = "a", endpoints = { POST "/orders" } }
service "people" { context = "a", endpoints = { POST "/people/login", GET "/people/token", POST "/people" } }
gateway "edge" { -- expect: gateway/missing-auth "lets anybody change state by 2 routes"
  routes = {
    route "/people" { service = "people", methods = { "GET" } },
    route "/users/login" { service = "auth" },
    route "/orders" { service = "orders" },
  },
}
gateway "back" { -- expect: gateway/missing-auth
  routes = { route "/people" { service = "people" } },
}
gateway "mended" {
  authentication = { type = "jwt", issuer = "auth" },
  routes = {
    route "/users/login" { service = "auth", public = true, auth = "none", rate_limiting = { requests_per_minute = 60, per = "ip" } },
    route "/orders" { service = "orders" },
  },
}
