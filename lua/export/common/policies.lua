--- What the model settles for all calls to a service, in the form that Istio and Flagger share.

local units = require "export.common.units"

local policies = {}

local function find(list, service)
  for _, policy in ipairs(list) do
    if policy.service == service then return policy end
  end
  return nil
end

local WAITS = { "backoff_ms", "backoff_multiplier", "max_backoff_ms", "jitter" }

local function report_waits(out, retry)
  for _, field in ipairs(WAITS) do
    if retry[field] then
      out:loss(retry, "how long to wait between tries", "the proxy's own waits")
      return
    end
  end
end

--- `max_attempts` counts tries, `attempts` what comes after the first.
local function retries_of(out, retry, timeout_ms)
  if not retry or not retry.max_attempts then return nil end
  report_waits(out, retry)
  local attempts = math.max(retry.max_attempts - 1, 0)
  if attempts == 0 then return { attempts = 0 } end
  return { attempts = attempts, perTryTimeout = units.go(timeout_ms) }
end

--- `timeout` and `retries` of a route to a service. The model's timeout is that of one try.
---@param model frozen.model
---@param out export.out
---@param service frozen.service
---@return { timeout: string?, retries: table? }
function policies.route(model, out, service)
  local timeout, retry = find(model.timeouts, service), find(model.retry_policies, service)
  local timeout_ms = timeout and timeout.timeout_ms
  local retries = retries_of(out, retry, timeout_ms)
  local is_retried = retries and retries.attempts > 0
  return { timeout = not is_retried and units.go(timeout_ms) or nil, retries = retries }
end

---@param model frozen.model
---@param service frozen.service
---@return frozen.item?
function policies.circuit_breaker(model, service)
  return find(model.circuit_breakers, service)
end

return policies
