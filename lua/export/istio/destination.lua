--- DestinationRules: circuit breakers, limits, load balancing, versions.

local policies = require "export.common.policies"
local steering = require "export.istio.steering"

local destination = {}

-- ---- traffic policies ----

local function tell_bulkhead(world, by)
  world:tell(by, "a number of calls at a time, over all replicas of a caller", "that number in each replica")
end

--- Requests cannot be counted within encryption that callers begin themselves.
local function http_pool(world, guard, is_opaque)
  local pending = guard.breaker and guard.breaker.max_pending
  if not pending and not guard.bulkhead then return nil end
  if is_opaque then
    local by = guard.bulkhead and guard.by or guard.breaker
    world:tell(by, "a number of requests within encrypted connections", "none")
    return nil
  end
  if guard.bulkhead then tell_bulkhead(world, guard.by) end
  return { http1MaxPendingRequests = pending, http2MaxRequests = guard.bulkhead }
end

local function pool(world, guard, is_opaque)
  local connections = guard.breaker and guard.breaker.max_connections
  local tcp = connections and { maxConnections = connections } or nil
  local http = http_pool(world, guard, is_opaque)
  return (tcp or http) and { tcp = tcp, http = http } or nil
end

--- What governs calls: of one caller, or of all that say nothing themselves.
---@class export.istio.guard
---@field breaker? frozen.circuit_breaker
---@field bulkhead? integer
---@field by? frozen.item who says the bulkhead

local function policy_of(world, item, guard, is_opaque)
  local policy = {
    connectionPool = pool(world, guard, is_opaque),
    outlierDetection = policies.outliers(world, guard.breaker, is_opaque),
    loadBalancer = policies.balancer(world, world.graph:balancing(item)),
  }
  return next(policy) and policy or nil
end

-- ---- rules ----

local function rule(world, item, host, name, guard, selector)
  local subsets = steering.subsets(world, item)
  local policy = policy_of(world, item, guard, item.kind == "external")
  if item.kind == "external" then subsets = {} end
  if not policy and #subsets == 0 then return nil end
  return world:object("networking", "DestinationRule", world.k:metadata(item, name), {
    host = host, workloadSelector = selector and { matchLabels = selector } or nil,
    trafficPolicy = policy, subsets = #subsets > 0 and subsets or nil,
  })
end

local function guard_of_all(world, item)
  local bulkhead = policies.of(world.model, "bulkheads", item)
  return {
    breaker = policies.of(world.model, "circuit_breakers", item), bulkhead = bulkhead and bulkhead.limit, by = bulkhead,
  }
end

--- Calls with a word of their own: the first of each caller.
local function own_calls(world, item)
  local own, seen = {}, {}
  for _, call in ipairs(world:calls_to(item)) do
    local is_own = call.circuit_breaker ~= nil or call.bulkhead ~= nil
    if is_own and seen[call.owner] then
      world:tell(call, "a breaker or bulkhead for one of several calls to the same service", "that of the first call")
    elseif is_own then
      own[#own + 1] = call
      seen[call.owner] = true
    end
  end
  return own
end

--- A rule with a selector replaces the one without for these callers, so it repeats what holds for all.
local function rule_of_call(world, item, host, name, call)
  local guard = {
    breaker = call.circuit_breaker_in_force, bulkhead = call.bulkhead_in_force, by = call.bulkhead_by,
  }
  return rule(world, item, host, world.own_name(name .. "-from-" .. world.k:label(call.owner)), guard,
    world.k:selector(call.owner))
end

local function add_rules(world, list, item, host, name)
  list[#list + 1] = rule(world, item, host, name, guard_of_all(world, item))
  for _, call in ipairs(own_calls(world, item)) do list[#list + 1] = rule_of_call(world, item, host, name, call) end
end

--- Where requests are shared out between the Services of two versions, those are the hosts. For its own versions
--- Flagger writes the rules.
---@param world export.istio.world
---@param item frozen.service|frozen.external
---@return table[]
function destination.of(world, item)
  if world.rollouts:is_delegated(item) then return {} end
  local list, versions = {}, world.rollouts:versions(item)
  if versions then
    add_rules(world, list, item, versions.stable, versions.stable)
    add_rules(world, list, item, versions.canary, versions.canary)
  else
    add_rules(world, list, item, world:host(item), world.k:label(item))
  end
  return list
end

--- A gateway speaks TLS to what is outside, as callers in the mesh do themselves.
---@param world export.istio.world
---@param external frozen.external
---@param gateway frozen.gateway
---@return table
function destination.from_gateway(world, external, gateway)
  local host = world:host(external)
  local name = world.own_name(world.k:label(external) .. "-from-" .. world.k:label(gateway))
  local policy = policy_of(world, external, guard_of_all(world, external)) or {}
  policy.tls = { mode = "SIMPLE", sni = host }
  return world:object("networking", "DestinationRule", world.k:metadata(external, name), {
    host = host, workloadSelector = { matchLabels = world.k:selector(gateway) }, trafficPolicy = policy,
  })
end

return destination
