context "shop"
context "host"
context "desk"
relationship { upstream = "host", downstream = "desk", upstream_roles = { "open-host-service" } }

service "stock" { context = "shop" } -- expect: contracts/missing-contract:1 "stock is called by orders and returns and declares no endpoint"
service "prices" { context = "shop", endpoints = { GET "/prices/{sku}" } }
service "ledger" { context = "shop" }  -- only over tcp
service "mail" { context = "shop" }    -- only sent messages
service "lonely" { context = "shop" }  -- called by nobody
service "edge" { context = "shop" }    -- what a gateway offers are its routes
gateway "api" { service = "edge", routes = { route "/prices" { service = "prices" } } }
service "mainframe" { context = "host" } -- contexts/open-host-without-contract speaks of it
service "clerk" { context = "desk", dependencies = { sync "mainframe" } }

service "orders" {
  context = "shop",
  dependencies = {
    sync "stock" { endpoint = "POST /reservations" }, sync "prices", sync "ledger" { protocol = "tcp" }, async "mail",
    sync "edge",
  },
}
service "returns" { context = "shop", dependencies = { sync "stock" } }
