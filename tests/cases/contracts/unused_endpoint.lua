context "shop"
actor "customer"

service "catalog" {
  context = "shop",
  endpoints = {
    GET "/products", GET "/products/{id}", GET "/health", GET "/internal/metrics", GET "/up",
    GET "/search", -- expect: contracts/unused-endpoint:5 "catalog offers GET /search, which none of its 2 callers names"
    PUT "/products/{id}", -- expect: contracts/unused-endpoint "catalog offers PUT /products/{id}, which none"
    GET "/search/welcome",
    POST "/shown", GET "/undone", GET "/stepped",
  },
  health = { readiness "/up" },
}
service "stock" {
  context = "shop",
  endpoints = {
    rpc "Stock/Reserve",
    rpc "Stock/Count", -- expect: contracts/unused-endpoint "stock offers Stock/Count, which its only caller does not name"
  },
}
service "front" {
  context = "shop",
  endpoints = { GET "/", GET "/unseen" },
  dependencies = { sync "catalog" { endpoint = "/products" }, sync "stock" { endpoint = "Reserve" } },
}
service "app" {
  context = "shop",
  endpoints = { GET "/app", GET "/unseen" },
  dependencies = { sync "catalog" { endpoint = "GET /products/{sku}" } },
}
scenario "look" {
  "customer -> front: GET /",
  "front -> catalog: POST /shown",
  "front -> catalog: look around",
}
saga "sale" {
  orchestrator = "front",
  step "mark" { service = "catalog", action = "GET /stepped", compensation = "GET /undone" },
  step "reserve" { service = "stock", action = "Reserve" },
}

-- Whom others reach, or whose callers do not say everything.
service "routed" { context = "shop", endpoints = { GET "/a", GET "/b" } }
service "vague" { context = "shop", endpoints = { GET "/a", GET "/b" } }
service "many" { context = "shop", endpoints = { GET "/a", GET "/b" } }
service "sent" { context = "shop", endpoints = { GET "/a", GET "/b" } }
service "acting" { context = "shop", endpoints = { GET "/a", GET "/b" } }
service "triggered" {
  context = "shop", endpoints = { handler "a", handler "b" }, consumes = { on "thing.done" },
}
event "thing.done"
service "caller" {
  context = "shop",
  dependencies = {
    sync "routed" { endpoint = "GET /a" }, sync "vague" { endpoint = "GET /a" }, sync "vague",
    sync "many" { endpoint = "GET /*" }, sync "sent" { endpoint = "GET /a" }, async "sent",
    sync "acting" { endpoint = "GET /a" }, sync "triggered" { endpoint = "a" },
  },
}
gateway "api" { routes = { route "/a" { service = "routed" } } }
saga "act" {
  orchestrator = "caller",
  step "one" { service = "acting", action = "do_something", compensation = false },
  step "two" { service = "routed", action = "GET /a" },
}
