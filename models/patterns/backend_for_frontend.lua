-- Backends for frontends: phone and browser each ask a service of their own.

local p = require "patterns"

architecture "Weather" { pattern = "microservices", description = "Tells whether to take an umbrella" }

team "apps" { contact = "#apps" }
team "data" { contact = "#data" }
context "screens"   { description = "What people see", owner = "apps" }
context "forecasts" { description = "What the sky will do", owner = "data" }
relationship { upstream = "forecasts", downstream = "screens", pattern = "customer-supplier" }

service "forecast-service" {
  context = "forecasts", description = "Forecasts by place", criticality = "high",
  endpoints = { GET "/forecasts/{place}" { summary = "The next ten days" } },
}

service "radar-service" {
  context = "forecasts", description = "Pictures of the rain", criticality = "medium",
  endpoints = { GET "/radar/{tile}" { summary = "One tile of the last hour" } },
}

-- A phone shows today, and goes without the radar when that is slow.
p.backend_for_frontend("phone-bff", {
  client = "phone-app", context = "screens", description = "Today at a glance", criticality = "high",
  endpoints = { GET "/today/{place}" { summary = "Small and in one piece" } },
  timeout = "150ms",
  calls = {
    ["forecast-service"] = { endpoint = "GET /forecasts/{place}", fallback = "the forecast of an hour ago" },
    ["radar-service"] = "GET /radar/{tile}",
  },
})

-- A browser has room for ten days and the map.
p.backend_for_frontend("web-bff", {
  client = "web-app", context = "screens", description = "Ten days and a map", criticality = "medium",
  endpoints = { query "forecast" { summary = "What the page asks for" } },
  timeout = "400ms",
  calls = {
    ["forecast-service"] = { endpoint = "GET /forecasts/{place}", fallback = "the forecast of an hour ago" },
    ["radar-service"] = "GET /radar/{tile}",
  },
})
