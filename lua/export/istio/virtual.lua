--- VirtualServices of services: what their callers' proxies do with requests to them.

local conditions = require "export.common.conditions"
local match = require "export.istio.match"
local pods = require "export.kubernetes.pods"
local policies = require "export.common.policies"
local requests = require "export.istio.requests"
local rules = require "export.istio.rules"
local steering = require "export.istio.steering"

local virtual = {}

--- What holds for every request to a service or external.
---@param world export.istio.world
---@param item frozen.item
---@return export.istio.government
function virtual.government(world, item)
  local timeout = policies.of(world.model, "timeouts", item)
  return { timeout_ms = timeout and timeout.timeout_ms, retry = policies.of(world.model, "retry_policies", item) }
end

-- ---- what callers say themselves ----

---@class export.istio.case
---@field government export.istio.government
---@field conditions export.condition[] one of them

local function is_own(call, defaults)
  return call.timeout_ms ~= nil and call.timeout_ms ~= defaults.timeout_ms or call.retry ~= nil
end

--- The sync calls to a service, by caller.
local function calls_by_caller(world, service)
  local by_caller, order = {}, {}
  for _, call in ipairs(world:calls_to(service)) do
    if not by_caller[call.owner] then order[#order + 1] = call.owner end
    by_caller[call.owner] = by_caller[call.owner] or {}
    table.insert(by_caller[call.owner], call)
  end
  return by_caller, order
end

--- A caller with one call means all of its requests; with several, the operations tell them apart.
local function conditions_of(world, call, is_only)
  local labels = world.k:selector(call.owner)
  if is_only then return { { labels = labels } } end
  local list = {}
  for _, request in ipairs(requests.of_call(call)) do
    if requests.is_any(request) then
      world:tell(call, "for which of several calls to one service its timeout and tries are",
        "for those that no other call claims", "unsaid")
    end
    list[#list + 1] = {
      labels = labels, path = request.path, is_whole = not request.is_prefix,
      methods = request.method and { request.method } or nil,
    }
  end
  return list
end

local function case_of(world, call, defaults, is_only)
  return {
    government = { timeout_ms = call.timeout_ms or defaults.timeout_ms, retry = call.retry or defaults.retry },
    conditions = conditions_of(world, call, is_only),
  }
end

local function says_more(calls, defaults)
  for _, call in ipairs(calls) do
    if is_own(call, defaults) then return true end
  end
  return false
end

--- Of callers that say more than what holds for all. Rules for all requests of a caller come last.
local function cases_of(world, service, defaults)
  local by_caller, order = calls_by_caller(world, service)
  local narrow, wide = {}, {}
  for _, caller in ipairs(order) do
    local calls = by_caller[caller]
    for _, call in ipairs(says_more(calls, defaults) and calls or {}) do
      local case = case_of(world, call, defaults, #calls == 1)
      local first = case.conditions[1]
      table.insert((first.path or first.methods) and narrow or wide, case)
    end
  end
  return table.move(wide, 1, #wide, #narrow + 1, narrow)
end

-- ---- rules ----

local function matches_of(group, some)
  local list = {}
  for _, condition in ipairs(some) do
    local both = conditions.both(group.condition, condition)
    for _, each in ipairs(both and match.render(both) or {}) do list[#list + 1] = each end
  end
  return #list > 0 and list or nil
end

local function rule_of(world, group, government, name_of, service)
  local rule, is_shared = rules.rule(world, group, group.condition, government)
  if is_shared then rule.name = name_of(world.k:label(service)) end
  return world.out.ordered(rules.order, rule)
end

--- Flagger shares out requests to the first port; what comes to another one goes to what runs.
local function keep_ports(world, service, http)
  local ports = world.rollouts:is_delegated(service) and pods.ports(world, service) or {}
  if #ports < 2 then return end
  for _, rule in ipairs(http) do
    rule.match = rule.match or { {} }
    for _, match_of_rule in ipairs(rule.match) do match_of_rule.port = ports[1].number end
  end
  world:tell(service, "shares of the requests to ports besides the first", "all of them to what runs")
  http[#http + 1] = world.out.ordered(rules.order, {
    route = { { destination = { host = world:host(service) } } }, retries = policies.retries(world, nil, nil, false),
  })
end

--- For each group of destinations: what callers say themselves, then what holds for all others.
local function http_of(world, service, groups, cases, defaults)
  local http, name_of = {}, rules.namer()
  for _, group in ipairs(groups) do
    for _, case in ipairs(cases) do
      local matches = matches_of(group, case.conditions)
      if matches then
        http[#http + 1] = rule_of(world, group, case.government, name_of, service)
        http[#http].match = matches
      end
    end
    http[#http + 1] = rule_of(world, group, defaults, name_of, service)
  end
  keep_ports(world, service, http)
  return http
end

local function tcp_of(world, groups)
  local rule = rules.rule(world, groups[#groups], {}, {})
  return { { route = rule.route } }
end

local function is_governed(government)
  return government.timeout_ms ~= nil or government.retry ~= nil
end

local function tell_tcp(world, service, defaults, cases)
  if is_governed(defaults) or #cases > 0 then
    world:tell(service, "timeouts and tries of what speaks no HTTP", "none")
  end
end

local REQUESTED = { sync = true, route = true, saga = true }

--- Whether a proxy in the mesh sends it requests; gateways have rules of their own.
local function is_asked(world, service)
  for _, edge in ipairs(world.graph:to(service)) do
    if REQUESTED[edge.kind] and edge.from.kind == "service" then return true end
  end
  return false
end

--- Without one, Istio would try every request up to three times, and a Rollout had nothing to share out with.
local function is_needed(world, service, defaults, cases)
  return is_governed(defaults) or #cases > 0 or is_asked(world, service)
    or world.rollouts:versions(service) ~= nil or world.rollouts:is_delegated(service)
end

--- Flagger makes an object of the service's own name, to which this one delegates.
local function name_of(world, service)
  return world.rollouts:is_delegated(service) and world.own_name(world.k:label(service) .. "-routes") or nil
end

---@param world export.istio.world
---@param service frozen.service
---@return table? nil: nobody asks it for anything
function virtual.of_service(world, service)
  local defaults = virtual.government(world, service)
  local groups, is_steered = steering.of(world, service)
  local cases = cases_of(world, service, defaults)
  local is_tcp = world.graph:protocol(service) == "tcp"
  if is_tcp then tell_tcp(world, service, defaults, cases) end
  if not is_steered and (is_tcp or not is_needed(world, service, defaults, cases)) then return nil end
  return world:object("networking", "VirtualService", world.k:metadata(service, name_of(world, service)), {
    hosts = { world:host(service) },
    http = not is_tcp and http_of(world, service, groups, cases, defaults) or nil,
    tcp = is_tcp and tcp_of(world, groups) or nil,
  })
end

--- Traffic rules without a destination rule of Istio to stand in.
---@param world export.istio.world
function virtual.tell_rest(world)
  for _, traffic in ipairs(world.model.traffic) do
    if traffic.host == nil then
      world:tell(traffic, "a traffic rule that names no host", "nothing", "unsaid")
    elseif traffic.host.kind == "external" then
      world:tell(traffic, "a traffic rule for an external system, whose requests are encrypted end to end", "nothing")
    end
  end
end

return virtual
