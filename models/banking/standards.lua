-- The bank's minimum for anything that runs. `include` gives back what a file returns.

local standards = {}

---@param store string the service's own store: without it there is nothing to answer from
function standards.health(store)
  return {
    liveness  "/healthz" { interval = "20s", timeout = "1s", failure_threshold = 3 },
    readiness "/readyz"  { interval = "5s", timeout = "1s", failure_threshold = 2, depends_on = { store } },
  }
end

-- Half of all transfers are traced on their way; the journal holds every one of them.
function standards.tracing()
  return tracing { tracer = "otlp", sample_rate = "50%" }
end

-- Two data centres, half of the replicas in each.
function standards.replicas(min, max)
  return { strategy = "horizontal", min = min, max = max, metric = "cpu", target = "50%" }
end

-- Where money moves there is one version at a time, a person says when it changes, and for an hour the way
-- back is open.
function standards.four_eyes()
  return { auto_promote = false, scale_down_delay = "1h", analysis = { "availability", "latency_p99" } }
end

function standards.rolling()
  return rolling { max_surge = "50%", max_unavailable = 0 }
end

return standards
