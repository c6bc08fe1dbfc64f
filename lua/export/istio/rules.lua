--- One rule of a VirtualService: where requests go, how long a try takes, how often it is tried.

local match = require "export.istio.match"
local names = require "export.common.names"
local policies = require "export.common.policies"
local steering = require "export.istio.steering"
local units = require "export.common.units"

local rules = {}

-- ---- destinations ----

local function address(world, host, item, has_port)
  local is_outside = item.kind == "external"
  return { host = host, port = (has_port or is_outside) and { number = world:port(item) } or nil }
end

--- Of a service whose new versions go out step by step, what runs; what is tried out gets its share from the Rollout.
---@param world export.istio.world
---@param item frozen.item
---@param subset? string as the model names it
---@param has_port? boolean
---@return table
function rules.destination(world, item, subset, has_port)
  local versions = world.rollouts:versions(item)
  local destination = address(world, versions and versions.stable or world:host(item), item, has_port)
  local _, renamed = steering.subsets(world, item)
  destination.subset = subset and item.kind ~= "external" and renamed[subset] or nil
  return destination
end

--- The versions between which a Rollout shares out the requests of a rule; nil: it does not. It would drop other
--- destinations from a rule that shares out requests itself, and copies nothing that comes in by a gateway, where a
--- rule for copies would be one for all paths.
local function versions_of(world, group, is_gateway)
  local to = #group.destinations == 1 and group.destinations[1].to
  local versions = to and world.rollouts:versions(to)
  return versions and (versions.is_shared or not is_gateway) and versions or nil
end

local function tell_unshared(world, group, is_gateway)
  for _, share in ipairs(group.destinations) do
    local versions = world.rollouts:versions(share.to)
    if versions and #group.destinations > 1 then
      world:tell(share.to, "a share of a canary in a rule that shares out requests itself", "all of them to what runs")
    elseif versions and is_gateway and not versions.is_shared then
      world:tell(share.to, "copies of requests that come in by a gateway", "none: only those of services are copied")
    end
  end
end

--- The object in which Flagger shares out the requests of a rule; nil: it does not.
local function delegate_of(world, group)
  local share = group.destinations[1]
  if not world.rollouts:is_delegated(share.to) or share.subset then return nil end
  if #group.destinations == 1 then return { name = world.k:label(share.to) } end
  world:tell(share.to, "a share of a canary in a rule that shares out requests itself", "all of them to what runs")
  return nil
end

local function shared_route(world, to, versions, is_gateway)
  return {
    { destination = address(world, versions.stable, to, is_gateway), weight = 100 },
    { destination = address(world, versions.canary, to, is_gateway), weight = 0 },
  }
end

local function route_of(world, group, is_gateway)
  local route = {}
  tell_unshared(world, group, is_gateway)
  for _, share in ipairs(group.destinations) do
    local destination = rules.destination(world, share.to, share.subset, is_gateway)
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
---@param is_gateway? boolean its ports are not those of its destinations
---@return table
---@return boolean is_shared a Rollout shares out its requests, and has to find it by its name
function rules.rule(world, group, condition, government, is_gateway)
  local timeout, retries = timeouts(world, government, group)
  local fault = fault_of(world, group.fault)
  if fault and (timeout or retries.attempts > 0) then
    world:tell(group.fault, "timeouts and tries beside a fault", "both; Istio leaves them out while there is a fault")
  end
  local versions, delegate = versions_of(world, group, is_gateway), delegate_of(world, group)
  local route = versions and shared_route(world, group.destinations[1].to, versions, is_gateway)
  return {
    match = match.render(condition), delegate = delegate,
    route = not delegate and (route or route_of(world, group, is_gateway)) or nil, timeout = timeout,
    retries = retries, fault = fault,
    mirror = group.mirror and rules.destination(world, group.mirror, nil, is_gateway) or nil,
  }, versions ~= nil
end

--- Names for the rules of one object: the same text twice gives two.
---@return fun(text: string): string
function rules.namer()
  local name_of, count = names.mapper(names.label), {}
  return function(text)
    count[text] = (count[text] or 0) + 1
    return name_of(count[text] > 1 and ("%s %d"):format(text, count[text]) or text)
  end
end

--- Keys in the order in which a rule is read.
rules.order = { "name", "match", "rewrite", "route", "delegate", "timeout", "retries", "fault", "mirror" }

return rules
