--- One rule of a VirtualService: where requests go, how long a try takes, how often it is tried.

local match = require "export.istio.match"
local policies = require "export.common.policies"
local steering = require "export.istio.steering"
local units = require "export.common.units"

local rules = {}

-- ---- destinations ----

---@param world export.istio.world
---@param item frozen.item
---@param subset? string as the model names it
---@param has_port? boolean
---@return table
function rules.destination(world, item, subset, has_port)
  local is_outside = item.kind == "external"
  local _, renamed = steering.subsets(world, item)
  return {
    host = world:host(item), subset = subset and not is_outside and renamed[subset] or nil,
    port = (has_port or is_outside) and { number = world:port(item) } or nil,
  }
end

local function route_of(world, group, has_port)
  local route = {}
  for _, share in ipairs(group.destinations) do
    local destination = rules.destination(world, share.to, share.subset, has_port)
    route[#route + 1] = { destination = destination, weight = share.weight }
  end
  return route
end

-- ---- faults ----

local FIRST_STATUS = 200

local function abort_of(world, fault)
  if not fault.abort_status then return nil end
  if fault.abort_status < FIRST_STATUS then
    world:tell(fault, "an answer with a status below 200", "no abort")
    return nil
  end
  return { httpStatus = fault.abort_status, percentage = { value = units.percent(fault.percentage or 1) } }
end

local function fault_of(world, fault)
  if not fault then return nil end
  local delay = fault.delay_ms and {
    fixedDelay = policies.duration(fault.delay_ms), percentage = { value = units.percent(fault.percentage or 1) },
  } or nil
  local abort = abort_of(world, fault)
  return (delay or abort) and { delay = delay, abort = abort } or nil
end

-- ---- the rule ----

--- How requests are governed, besides by the group of destinations they go to.
---@class export.istio.government
---@field timeout_ms? number of one try
---@field whole_ms? number of all tries
---@field retry? frozen.retry

--- Of all tries, where the model says so; else a try's where there is but one.
local function timeouts(world, government, group)
  local try_ms = government.timeout_ms or group.timeout_ms
  local retries = policies.retries(world, government.retry or group.retry, try_ms,
    policies.has_backoff(world.minor))
  local has_more = retries.attempts > 0
  local whole_ms = government.whole_ms or not has_more and try_ms or nil
  if has_more and whole_ms and try_ms and try_ms > whole_ms then retries.perTryTimeout = nil end
  return policies.duration(whole_ms), retries
end

---@param world export.istio.world
---@param group export.destinations.group
---@param condition export.condition
---@param government export.istio.government
---@param has_port? boolean
---@return table
function rules.rule(world, group, condition, government, has_port)
  local timeout, retries = timeouts(world, government, group)
  local fault = fault_of(world, group.fault)
  if fault and (timeout or retries.attempts > 0) then
    world:tell(group.fault, "timeouts and tries beside a fault", "both; Istio leaves them out while there is a fault")
  end
  return {
    match = match.render(condition), route = route_of(world, group, has_port), timeout = timeout, retries = retries,
    fault = fault, mirror = group.mirror and rules.destination(world, group.mirror, nil, has_port) or nil,
  }
end

--- Keys in the order in which a rule is read.
rules.order = { "name", "match", "rewrite", "route", "timeout", "retries", "fault", "mirror" }

return rules
