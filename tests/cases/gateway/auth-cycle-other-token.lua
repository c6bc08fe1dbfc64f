-- The other gateway asks for a token, too, but for one that comes from elsewhere.
context "shop"
service "login" { context = "shop", endpoints = { POST "/oauth/token" } }
gateway "edge" {
  authentication = { type = "oauth2", issuer = "login" },
  routes = { route "/oauth" { service = "login" } },
}
gateway "staff" {
  authentication = { type = "oauth2", issuer = "https://staff.example.com" },
  routes = { route "/oauth" { service = "login" } },
}
