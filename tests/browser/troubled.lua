-- A system in which some things are wrong, and some break when others die.
architecture "Troubled" { description = "A shop that is in trouble" }

context "shop"  { subdomain = "core", description = "Where people buy" }
context "money" { subdomain = "generic" }

external "bank" { technology = "REST", slos = { slo "availability" { target = "99.9%", window = "30d" } } }

service "page" {
  context = "shop",
  description = "Shows what there is",
  endpoints = { GET "/" },
  dependencies = {
    sync "cart" { endpoint = "GET /cart", timeout = "300ms" },
    sync "advice" { endpoint = "GET /advice", timeout = "100ms", fallback = "nothing is advised" },
  },
}

service "cart" {
  context = "shop",
  endpoints = { GET "/cart" },
  datastores = { datastore "carts" { technology = "redis" } },
  dependencies = { sync "pay" { endpoint = "POST /payments", timeout = "200ms" } },
}

service "advice" {
  context = "shop",
  endpoints = { GET "/advice" },
  dependencies = { sync "cart" { endpoint = "GET /cart", timeout = "50ms", optional = true } },
}

service "pay" {
  context = "money",
  endpoints = { POST "/payments" },
  dependencies = { sync "bank" { timeout = "900ms" } },
}

saga "order" {
  orchestrator = "cart",
  steps = {
    step "reserve" { service = "cart", action = "reserve", compensation = "release" },
    step "charge"  { service = "pay", action = "charge", compensation = "refund", pivot = true },
  },
}
