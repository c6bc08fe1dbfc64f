-- What every service of the house has alike. `include` gives back what a file returns.

local house = {}

function house.health()
  return {
    liveness  "/health" { interval = "30s", timeout = "1s", failure_threshold = 3 },
    readiness "/ready"  { interval = "10s", timeout = "1s", failure_threshold = 2 },
  }
end

-- One request in ten is traced, along its whole way.
function house.tracing()
  return tracing { tracer = "otlp", sample_rate = "10%" }
end

-- No topic has fewer than 12 partitions, so up to 12 replicas have something to consume.
---@param min integer replicas
---@param max integer replicas, 12 at most where events are consumed
function house.replicas(min, max)
  return { strategy = "horizontal", min = min, max = max, metric = "cpu", target = "65%" }
end

-- Never fewer replicas than wanted while a new version goes out.
function house.rolling()
  return rolling { max_surge = "25%", max_unavailable = 0 }
end

return house
