-- Capacity: every number about size in one table, so that a plan for Saturday is one page.
-- `include` gives back what a file returns; playback.lua and the others ask for their line.

-- Requests in flight = rate × time (Little). At the premiere in load.lua the streaming-engine starts 8,000
-- sessions a second, each takes 300 ms at worst: 2,400 in flight, and 24 × 300 workers are ready before
-- the first replica is added.
local plan = {
  -- service                        own time        by itself      workers  replicas
  ["viewer-api"]             = { "12ms",  "30ms",  "99.99%",        200,  20, 120 },
  ["recommendation-engine"]  = { "30ms",  "70ms",  "99.9%",         100,  16,  80 },
  ["authentication-service"] = { "80ms",  "120ms", "99.99%",         32,   8,  40 },
  ["profile-service"]        = { "8ms",   "30ms",  "99.97%",        200,   8,  40 },
  ["catalog-service"]        = { "4ms",   "15ms",  "99.995%",       400,  16,  80 },
  ["streaming-engine"]       = { "8ms",   "20ms",  "99.99%",        300,  24, 160 },
  ["license-service"]        = { "10ms",  "25ms",  "99.995%",       256,  12,  64 },
  ["telemetry-service"]      = { "3ms",   "10ms",  "99.97%",        800,  24,  96 },
  ["analytics-pipeline"]     = { "20ms",  "200ms", "99.9%",          64,  24,  96 },
  ["ingest-service"]         = { "100ms", "900ms", "99.95%",         16,   2,   8 },
  ["release-service"]        = { "20ms",  "100ms", "99.95%",         16,   2,   6 },
  -- A function works on one chunk and is gone: nothing runs while no film arrives.
  ["transcoder"]             = { "12s",   "40s",   "99.5%",           1,   0, 1000 },
}

local capacity = {}

---@param service string
function capacity.performance(service)
  local p50, p99, availability, workers = table.unpack(plan[service])
  return { latency_p50 = p50, latency_p99 = p99, availability = availability, workers = workers }
end

-- Scaled by requests, and early: a premiere doubles the load in less time than a replica needs to start.
---@param service string
---@param metric? string what tells that it is too few; requests
function capacity.scaling(service, metric)
  local min, max = select(5, table.unpack(plan[service]))
  return { strategy = "horizontal", min = min, max = max, metric = metric or "requests", target = "50%" }
end

function capacity.health()
  return {
    liveness  "/live"  { interval = "10s", timeout = "500ms", failure_threshold = 3 },
    readiness "/ready" { interval = "2s", timeout = "500ms", failure_threshold = 1 },
  }
end

-- Big numbers make short canaries. 2,000 plays start in a second of a Saturday night: 2 % of them for ten
-- minutes are 24,000, of which the objective of 99.95 % lets 12 fail. Twice as many, and everybody sees it.
---@param first string share of the first step
function capacity.growing(first)
  return {
    steps = { first, "10%", "50%", "100%" }, pause = "10m",
    metrics_based = true, analysis = { "availability", "latency_p99" },
  }
end

-- One request in a thousand is still eight a second at the edge.
function capacity.tracing(share)
  return tracing { tracer = "otlp", sample_rate = share or "0.1%" }
end

return capacity
