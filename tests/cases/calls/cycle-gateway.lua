-- A gateway stands for the service that realises it.
context "shop"
service "edge" { context = "shop", dependencies = {
  sync "orders" { optional = true }, -- expect: calls/cycle "edge -> orders -> edge"
} }
service "orders" { context = "shop", dependencies = { sync "inside" { optional = true } } }
gateway "inside" { service = "edge" }
