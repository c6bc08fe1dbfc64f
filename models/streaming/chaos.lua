-- Chaos: every Saturday afternoon something breaks, because we broke it. One fault of each kind that the
-- week may bring; the hypothesis is what viewers see, the objectives say whether it held.

---@param plan table what makes this experiment another one than the last
local function game_day(plan)
  plan.duration = plan.duration or "10m"
  plan.abort_when = plan.abort_when or { error_rate = "1%", latency_p99 = "2s" }
  plan.recovery = plan.recovery or { within = "60s" }
  return plan
end

experiment "ten engines die at once" (game_day {
  hypothesis = "Players ask again and reach another one; few see the circle turn",
  target = "streaming-engine", fault = pod_kill { count = 10, interval = "30s" },
  workload = "premiere: pressing play",
  steady_state = { "streaming-engine/availability", "streaming-engine/latency_p99" },
  blast_radius = { max_services = 2, percentage = "42%" },
})

experiment "a zone goes dark" (game_day {
  hypothesis = "Two thirds of the keys' servers are enough, also at a premiere",
  target = "license-service", fault = aws_failure { api = "ec2-stop", region = "eu-west-1" },
  workload = "premiere: pressing play",
  steady_state = { "license-service/availability", "streaming-engine/availability" },
  blast_radius = { max_services = 3, percentage = "33%" },
})

experiment "nobody finds the delivery network" (game_day {
  hypothesis = "Sessions start with the map of the last hour, and as fast",
  target = "streaming-engine", fault = dns_error { pattern = "steering.cdn.example", percentage = "100%" },
  workload = "saturday: pressing play",
  steady_state = { "streaming-engine/availability", "streaming-engine/latency_p99" },
  blast_radius = { max_services = 2, percentage = "100%" },
})

experiment "the catalog is slow" (game_day {
  hypothesis = "The home screen stays within 350 ms: the cache answers, the second try helps",
  target = "viewer-api",
  fault = network_delay { on = "catalog-service", delay = "20ms", jitter = "10ms", percentage = "30%" },
  workload = "saturday: looking around",
  steady_state = { "viewer-api/latency_p99", "viewer-api/availability" },
  blast_radius = { max_services = 1, percentage = "30%" },
})

experiment "tastes are gone" (game_day {
  hypothesis = "Everybody sees what all of the country watches; nobody sees an error",
  target = "recommendation-engine", fault = cpu_stress { workers = 8, load = "100%" },
  workload = "saturday: looking around",
  steady_state = { "viewer-api/availability", "viewer-api/latency_p99" },
  blast_radius = { max_services = 1, percentage = "100%" },
})

experiment "shelves answer with errors" (game_day {
  hypothesis = "Devices show the shelf they remember",
  target = "profile-service", fault = abort { status = 500, percentage = "100%" },
  workload = "saturday: looking around",
  steady_state = { "viewer-api/availability" },
  blast_radius = { max_services = 1, percentage = "100%" },
})

experiment "beats get lost" (game_day {
  hypothesis = "Trends come from what is left, and still within a minute",
  target = "telemetry-service", fault = network_loss { loss = "20%" },
  workload = "saturday: watching",
  steady_state = { "analytics-pipeline/freshness" },
  blast_radius = { max_services = 1, percentage = "100%" },
  abort_when = { breached = { "analytics-pipeline/freshness" } },
})

experiment "the pipeline runs out of memory" (game_day {
  hypothesis = "The topic keeps what it misses; it has caught up before the next morning's ranking",
  target = "analytics-pipeline", fault = memory_stress { workers = 1, size = "4GiB" },
  workload = "saturday: watching", duration = "30m",
  steady_state = { "analytics-pipeline/availability", "recommendation-engine/availability" },
  blast_radius = { max_services = 1, percentage = "25%" },
  recovery = { within = "30m" },
})

view "landscape" { title = "Landscape: Streaming Platform", kind = "landscape", direction = "right" }
view "contexts" { title = "Context map: Streaming Platform", kind = "contexts", direction = "right" }

view "press play" {
  title = "What has to answer within 300 ms",
  kind = "dependencies", around = "streaming-engine", depth = 1, direction = "right", exclude = { "supply" },
}

view "from the studio to the screen" {
  title = "A title goes live", kind = "landscape", direction = "right", exclude = { "datastore" },
  include = { "supply", "catalog-service", "license-service", "streaming-engine" },
}

view "teams" { title = "Whom to wake up", kind = "dependencies", group_by = "owner" }
