context "shop"
service "login" { context = "shop", endpoints = { POST "/oauth/token" } }
service "portal" { context = "shop", endpoints = { GET "/portal" }, dependencies = { sync "login" { endpoint = "POST /oauth/token" } } }
service "edge-proxy" { context = "shop", dependencies = { sync "login" { endpoint = "POST /oauth/token" } } }
gateway "edge" {
  service = "edge-proxy",
  authentication = {
    type = "oauth2",
    issuer = "login", -- expect: gateway/auth-cycle "'edge' asks for a token of login on every way to login: /oauth"
  },
  routes = { route "/oauth" { service = "login" }, route "/portal" { service = "portal" } },
}
