-- A canary judged by objectives: a version that breaks a promise goes no further.

local p = require "patterns"

architecture "Route planner" { pattern = "microservices", description = "From A to B" }

team "routing" { contact = "#routing" }
context "routing" { description = "Ways and how long they take", owner = "routing" }

actor "driver" { description = "Wants to arrive" }

service "route-service" {
  context = "routing", description = "Finds ways", criticality = "critical",
  endpoints = { GET "/routes" { summary = "The fastest ways", latency_p99 = "300ms" } },
  health = { liveness "/live" { interval = "30s" }, readiness "/ready" { interval = "5s", timeout = "1s" } },
  scaling = { strategy = "horizontal", min = 4, max = 20, metric = "cpu", target = "65%" },
  performance = { workers = 32, latency_p50 = "40ms", latency_p99 = "250ms", availability = "99.97%" },
  deployment = p.canary_with_objectives("route-service", {
    objectives = { availability = "99.9%", latency_p99 = "300ms" },
    initial = "10%", increment = "10%", pause = "10m",
  }),
}

scenario "plan a way" { "driver -> route-service: GET /routes" }
workload "rush hour" { scenario = "plan a way", rate = "400/s", duration = "2h" }
