-- A strangler: an old shop gives up its routes one after the other.

local p = require "patterns"

architecture "Old shop, new shop" { pattern = "microservices", description = "A replacement under way" }

team "shop" { contact = "#shop" }
context "old-shop" { description = "Everything, since 2009", legacy = true, owner = "shop" }
context "catalog"  { description = "What is sold", subdomain = "core", owner = "shop" }
context "reviews"  { description = "What buyers think of it", subdomain = "supporting", owner = "shop" }

service "shop-monolith" {
  context = "old-shop", description = "All that was not moved yet",
  endpoints = {
    GET "/catalog/{sku}" { summary = "A product page" },
    GET "/orders" { summary = "My orders" },
    POST "/orders" { summary = "Order", idempotent = true },
  },
}

service "catalog-service" {
  context = "catalog", description = "Product pages",
  endpoints = { GET "/catalog/{sku}" { summary = "A product page" } },
}

service "review-service" {
  context = "reviews", description = "Reviews",
  endpoints = { GET "/reviews/{sku}" { summary = "What buyers say" } },
}

p.strangler("shop-gateway", {
  description = "Clients do not see who answers",
  legacy = "shop-monolith",
  migrated = {
    ["/reviews"] = { service = "review-service", methods = { "GET" }, public = true },
    -- One request in ten tries the new pages.
    ["/catalog"] = { service = "catalog-service", weight = 10, methods = { "GET" }, public = true },
  },
  authentication = { type = "jwt", issuer = "https://login.example.com", audience = "shop" },
  rate_limiting = { requests_per_minute = 1200, per = "client" },
  timeout = "2s",
})
