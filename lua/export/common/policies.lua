--- What the model settles for all calls to a service, in the form that Istio and Flagger share.

local meshes = require "export.common.meshes"
local once = require "export.common.once"
local units = require "export.common.units"

local policies = {}

local LISTS = { "timeouts", "retry_policies", "circuit_breakers", "bulkheads" }

--- List → service → the first policy.
local index_of = once(function(model)
  local index = {}
  for _, list in ipairs(LISTS) do
    index[list] = {}
    for _, policy in ipairs(model[list]) do
      local service = policy.service or false
      index[list][service] = index[list][service] or policy
    end
  end
  return index
end)

--- What the model says for every call to an item: the first such policy.
---@param model frozen.model
---@param list "timeouts"|"retry_policies"|"circuit_breakers"|"bulkheads"
---@param item frozen.item
---@return frozen.item?
function policies.of(model, list, item)
  return index_of(model)[list][item]
end

--- Istio takes whole milliseconds, at least one.
---@param ms number?
---@return string?
function policies.duration(ms)
  return ms and units.go(math.max(math.ceil(ms - 1e-9), 1))
end

-- ---- retries ----

-- Envoy's, which Istio leaves as they are: the first wait, its growth, the longest one as a multiple of the first.
local OWN_BACKOFF_MS, OWN_GROWTH, OWN_LONGEST = 25, 2, 10

--- A wait as the model says it is lost where it is another one than that of the proxy.
local function tell_waits(teller, retry, has_backoff)
  local first_ms = has_backoff and retry.backoff_ms or OWN_BACKOFF_MS
  if (retry.backoff_ms or first_ms) ~= first_ms then
    teller:tell(retry, "the wait before the second try", "25 ms; only Istio can be told another one, from 1.26 on")
  end
  if (retry.backoff_multiplier or OWN_GROWTH) ~= OWN_GROWTH then
    teller:tell(retry, "by what the wait between tries grows", "Istio's own growth: twofold, spread at random")
  end
  if retry.max_backoff_ms and retry.max_backoff_ms ~= OWN_LONGEST * first_ms then
    teller:tell(retry, "the longest wait between tries", "ten times the first, as Istio does")
  end
end

local function tell_retry(teller, retry, has_backoff)
  tell_waits(teller, retry, has_backoff)
  if retry.jitter == false then teller:tell(retry, "waits that are not spread at random", "waits that are") end
  teller:tell(retry, "after which failures it is tried again",
    "Istio's own choice: no connection, a refused stream, 503, UNAVAILABLE and CANCELLED of gRPC; not a try that took "
      .. "too long", "unsaid")
end

local BACKOFF_SINCE = 26

---@param minor integer? Istio 1.MINOR
---@return boolean
function policies.has_backoff(minor)
  return meshes.at_least(minor, BACKOFF_SINCE)
end

--- The model counts tries, Istio those after the first. A rule that says nothing would get two from Istio itself.
---@param teller export.teller
---@param retry frozen.retry?
---@param try_ms number? how long each may take
---@param has_backoff boolean whether a wait can be said: `policies.has_backoff`
---@return table
function policies.retries(teller, retry, try_ms, has_backoff)
  local attempts = retry and retry.max_attempts and math.max(retry.max_attempts - 1, 0) or 0
  if not retry or attempts == 0 then return { attempts = 0 } end
  tell_retry(teller, retry, has_backoff)
  return {
    attempts = attempts, perTryTimeout = policies.duration(try_ms),
    backoff = has_backoff and policies.duration(retry.backoff_ms) or nil,
  }
end

-- ---- of all calls ----

local function calls_to(model, service)
  local calls = {}
  for _, call in ipairs(model:calls()) do
    if call.callee == service then calls[#calls + 1] = call end
  end
  return calls
end

local function value_of_timeout(policy)
  return policy and policy.timeout_ms
end

local function itself(policy)
  return policy
end

--- What is in force for calls: where the model says it for all, and what each call has.
local IN_FORCE = {
  timeout = {
    list = "timeouts", value = value_of_timeout, key = "timeout_in_force_ms",
    words = "a timeout of its own for each caller",
  },
  retry = {
    list = "retry_policies", value = itself, key = "retry_in_force", words = "tries of its own for each caller",
  },
  breaker = {
    list = "circuit_breakers", value = itself, key = "circuit_breaker_in_force",
    words = "a circuit breaker of its own for each caller",
  },
}

--- What all calls to a service have in force; where they differ, what the model says for all of them, and a loss.
---@param model frozen.model
---@param teller export.teller
---@param service frozen.service
---@param what "timeout"|"retry"|"breaker"
---@return any
function policies.common(model, teller, service, what)
  local row, calls = IN_FORCE[what], calls_to(model, service)
  local default = row.value(policies.of(model, row.list, service))
  for _, call in ipairs(calls) do
    if call[row.key] ~= calls[1][row.key] then
      teller:tell(service, row.words, "what the model says for all of them, or nothing")
      return default
    end
  end
  if #calls == 0 then return default end
  return calls[1][row.key]
end

--- `timeout` and `retries` of a route to a service. The model's timeout is that of one try.
---@param model frozen.model
---@param teller export.teller
---@param service frozen.service
---@param has_backoff boolean
---@return string? timeout
---@return table retries
function policies.route(model, teller, service, has_backoff)
  local timeout_ms = policies.common(model, teller, service, "timeout")
  local retry = policies.common(model, teller, service, "retry")
  local retries = policies.retries(teller, retry, timeout_ms, has_backoff)
  return retries.attempts == 0 and policies.duration(timeout_ms) or nil, retries
end

-- ---- instances ----

--- Whoever opens a breaker means all instances: Istio's own tenth would leave a small set as it is.
local MOST_EJECTED = 100

--- `outlierDetection`: a breaker of the model opens for the whole service, a proxy's for one instance.
---@param teller export.teller
---@param breaker frozen.circuit_breaker?
---@param is_opaque? boolean requests are encrypted from end to end
---@return table?
function policies.outliers(teller, breaker, is_opaque)
  if not breaker then return nil end
  local is_said = breaker.failure_threshold or breaker.reset_timeout_ms
  if not is_said and (breaker.max_connections or breaker.max_pending) then return nil end
  teller:tell(breaker, "a circuit breaker for a service as a whole",
    is_opaque and "each address is left out after that many connections in a row that fail; answers are not seen"
    or "each instance is left out after that many failures in a row, up to all of them")
  return {
    consecutive5xxErrors = breaker.failure_threshold, baseEjectionTime = policies.duration(breaker.reset_timeout_ms),
    maxEjectionPercent = MOST_EJECTED,
  }
end

local SIMPLE = { ["round-robin"] = "ROUND_ROBIN", ["least-request"] = "LEAST_REQUEST", random = "RANDOM" }

--- `loadBalancer`.
---@param teller export.teller
---@param traffic frozen.traffic? with `load_balancing`
---@return table?
function policies.balancer(teller, traffic)
  if not traffic then return nil end
  if SIMPLE[traffic.load_balancing] then return { simple = SIMPLE[traffic.load_balancing] } end
  teller:tell(traffic, "what of a request the hash is made of", "the address of the caller", "unsaid")
  return { consistentHash = { useSourceIp = true } }
end

return policies
