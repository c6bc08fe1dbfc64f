-- Authentication from each source, decisions on record, and what changes nothing.
context "shop"
external "legacy"
service "orders" { context = "shop", endpoints = { GET "/orders", POST "/orders", POST "/login", POST "/hooks" { auth = "none" } } }
service "guarded" { context = "shop", endpoints = { POST "/guarded" { auth = "oauth2" } } }
service "reader" { context = "shop", endpoints = { GET "/read", query "read" } }
service "rpc" { context = "shop", endpoints = { rpc "Orders/Create" } }
gateway "tokens" {
  authentication = { issuer = "https://login.example.com" },
  routes = { route "/orders" { service = "orders" } },
}
gateway "certificates" { tls = { mode = "mutual" }, routes = { route "/orders" { service = "orders" } } }
gateway "mixed" {
  rate_limiting = { rate = "50/s" },
  routes = {
    route "/orders" { service = "orders", auth = "api-key" },
    route "/login" { service = "orders", methods = { "POST" }, public = true, auth = "none" },
    route "/hooks" { service = "orders", public = true },
    route "/guarded" { service = "guarded" },
    route "/read" { service = "reader", methods = { "GET", "POST" } },
    route "/graphql" { service = "reader" },
    route "/Orders" { service = "rpc", methods = { "POST" } },
    route "/legacy" { service = "legacy", methods = { "POST" } },
  },
}
