--- Resilient call: timeout, retry and circuit breaker, chosen to fit each other.
---
--- Use it for every synchronous call over a network whose answer the caller needs or wants: a slow callee then
--- costs a bounded time, a dead one is left alone, and a lost packet goes unnoticed.
--- Not for calls that run minutes (make them a message), nor along a chain whose links all retry: tries
--- multiply, so let one link retry and give the others `attempts = 1`.

local arguments = require "patterns.arguments"

-- RFC 9110: repeating these does no more than doing them once.
local idempotent_methods = { GET = true, HEAD = true, OPTIONS = true, PUT = true, DELETE = true }

local function may_repeat(fields)
  if fields.idempotent ~= nil then return fields.idempotent end
  local operations = fields.endpoints or fields.endpoint
  if type(operations) == "string" then operations = { operations } end
  if type(operations) ~= "table" or #operations == 0 then return false end
  for _, operation in ipairs(operations) do
    local method = type(operation) == "string" and operation:match("^%u+") or operation.kind
    if not idempotent_methods[method] then return false end
  end
  return true
end

---@class patterns.ResilientCall: lunette.sync.fields
---@field timeout string duration of one try ("200ms")
---@field attempts? integer tries in all; 2 where the call may be repeated (idempotent, or GET, PUT, DELETE, …), else 1

--- A call with timeout, retry (where repeating is safe) and circuit breaker. `retry` and `circuit_breaker` are
--- laid over the defaults: backoff 50ms, doubled and jittered; open after 5 failures (never within the tries of
--- one request), for 30s.
---@param target string|lunette.service|lunette.external
---@param fields patterns.ResilientCall
---@return lunette.sync
local function resilient_call(target, fields)
  local name = arguments.needs_name("resilient_call", target)
  local own, rest = arguments.take("resilient_call", fields, { timeout = "any", attempts = "number?" })
  local attempts = own.attempts or (may_repeat(rest) and 2 or 1)
  rest.timeout = own.timeout
  if attempts ~= 1 then
    rest.retry = arguments.over({
      max_attempts = attempts, backoff = "50ms", backoff_multiplier = 2, max_backoff = "1s", jitter = true,
    }, rest.retry)
  end
  local breaker = { failure_threshold = math.max(5, 2 * attempts + 1), reset_timeout = "30s" }
  rest.circuit_breaker = arguments.over(breaker, rest.circuit_breaker)
  return sync(name, rest)
end

return resilient_call
