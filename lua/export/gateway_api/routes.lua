--- HTTPRoutes and GRPCRoutes of a gateway: what goes where.

local conditions = require "export.common.conditions"
local destinations = require "export.common.destinations"
local paths = require "export.common.paths"
local pods = require "export.kubernetes.pods"
local units = require "export.common.units"

local routes = {}

-- ---- backends ----

local TLS_PORT = 443

local function port_of(world, item)
  if item.kind == "external" then
    world.teller:tell(item, "an external system as a destination",
      "a Service of its name with port 443, which has to lead there (type ExternalName)",
      { class = "by hand", kind = "HTTPRoute" })
    return TLS_PORT
  end
  local ports = pods.ports(world, item)
  if #ports > 1 then
    world.teller:tell(item, "which of several ports a gateway is to use", "the first one", "unsaid")
  end
  return ports[1].number
end

--- Of a service whose new versions get a share, what runs: nobody moves shares in these routes.
local function backend(world, item, weight)
  local versions = world.rollouts:versions(item)
  if versions or world.rollouts:is_delegated(item) then
    world.teller:tell(item, "the shares of a new version, of requests that come in by a gateway",
      "all of them to what runs", { target = "istio" })
  end
  return { name = versions and versions.stable or world.k:label(item), port = port_of(world, item), weight = weight }
end

local function backends(world, group)
  local list = {}
  for _, share in ipairs(group.destinations) do
    if share.subset then
      world.teller:tell(group.by, "a version of a service as a destination", "the service, whatever its version")
    end
    list[#list + 1] = backend(world, share.to, share.weight)
  end
  return list
end

-- ---- gRPC ----

--- Whether a procedure of the service belongs to what a path begins with.
local function has_procedure(service, name)
  for _, endpoint in ipairs(service.endpoints) do
    local own = endpoint.kind == "rpc" and endpoint.name:match("^(.*)/[^/]*$")
    if own and (own == name or own:match("[^.]*$") == name) then return true end
  end
  return false
end

local IDENTIFIER = "^[%a_][%w_]*$"

--- "/Catalog/GetProducts" names a service and a method of it; nil: the path means something else.
local function procedure_of(route)
  local segments = paths.read(route.name)
  local service, method = segments[1] and segments[1].text, segments[2] and segments[2].text
  if #segments > 2 or #segments > 0 and not service or #segments > 1 and not method then return nil end
  if service and not service:gsub("%.", "_"):match(IDENTIFIER) then return nil end
  if method and not method:match(IDENTIFIER) then return nil end
  return { service = service, method = method }
end

local function posts_only(route)
  local methods = conditions.methods(route.methods)
  return not methods or #methods == 1 and methods[1] == "POST"
end

--- What of a service a route to gRPC means; nil: it is one for HTTP.
local function grpc_of(world, route)
  local service = route.service
  if not service or service.kind ~= "service" or route.strip_prefix or not posts_only(route) then return nil end
  local protocol, is_mixed = world.graph:protocol(service)
  local procedure = procedure_of(route)
  if not procedure then return nil end
  if not procedure.service then return protocol == "grpc" and not is_mixed and procedure or nil end
  return has_procedure(service, procedure.service) and procedure or nil
end

local function grpc_rule(world, route, procedure)
  if route.timeout_ms then world.teller:tell(route, "the timeout of a route for gRPC", "none") end
  return {
    matches = procedure.service and { { method = procedure } } or nil,
    backendRefs = { backend(world, route.service) },
  }
end

-- ---- HTTP ----

--- A rewrite wants a prefix without placeholders.
local function place_of(world, route, path)
  local segments = paths.read(path)
  if paths.is_closed(segments) then return { type = "PathPrefix", value = paths.fixed(segments) } end
  if route.strip_prefix and paths.behind(path, route.strip_prefix) then
    world.teller:tell(route, "a path with placeholders of which a prefix is taken away",
      "what stands before the first one")
    return { type = "PathPrefix", value = paths.fixed(segments) }
  end
  world.teller:tell(route, "a path with placeholders", "an expression, which not every implementation takes")
  return { type = "RegularExpression", value = paths.regex(segments, true) }
end

local function headers_of(condition)
  local list = {}
  for name, value in pairs(condition.headers or {}) do list[#list + 1] = { name = name, value = value } end
  return #list > 0 and list or nil
end

local function matches_of(condition, place)
  local list = {}
  for _, method in ipairs(condition.methods or { false }) do
    list[#list + 1] = { path = place, method = method or nil, headers = headers_of(condition) }
  end
  return list
end

local function filters_of(world, route, group, place)
  local list = {}
  local behind = route.strip_prefix and paths.behind(place.value, route.strip_prefix)
  if behind then
    local path = { type = "ReplacePrefixMatch", replacePrefixMatch = behind }
    list[1] = { type = "URLRewrite", urlRewrite = { path = path } }
  end
  if group.mirror then
    list[#list + 1] = { type = "RequestMirror", requestMirror = { backendRef = backend(world, group.mirror) } }
  end
  return #list > 0 and list or nil
end

local function groups_of(world, route)
  if #route.split > 0 then return destinations.groups(world.teller, route.split) end
  return { { condition = {}, destinations = { { to = route.service } } } }
end

local function tell_group(world, group)
  if group.timeout_ms or group.retry then
    world.teller:tell(group.by, "timeout and tries of a destination", "those of the route")
  end
end

local function http_rule(world, route, group, condition, place)
  world.teller:tell(route.owner, "that there is one try",
    "nothing: Istio tries up to twice more, unless its meshConfig.defaultHttpRetryPolicy has attempts: 0")
  return {
    matches = matches_of(condition, place), filters = filters_of(world, route, group, place),
    backendRefs = backends(world, group),
    timeouts = route.timeout_ms and { request = units.gateway(route.timeout_ms) } or nil,
  }
end

--- A rule that rewrites has one match, so each method has a rule.
local function add_rules(world, rules, route, group, condition)
  local place = place_of(world, route, condition.path)
  tell_group(world, group)
  local is_rewritten = route.strip_prefix and paths.behind(place.value, route.strip_prefix)
  if not is_rewritten then
    rules[#rules + 1] = http_rule(world, route, group, condition, place)
    return
  end
  for _, method in ipairs(condition.methods or { false }) do
    local one = { methods = method and { method } or nil, headers = condition.headers }
    rules[#rules + 1] = http_rule(world, route, group, one, place)
  end
end

local function tell_translation(world, route)
  local service = route.service
  local protocol, is_mixed = "http", false
  if service and service.kind == "service" then protocol, is_mixed = world.graph:protocol(service) end
  if protocol == "grpc" and not is_mixed then
    world.teller:tell(route, "that a gateway translates HTTP to gRPC", "a route that passes requests on as they are")
  end
end

local function tell_traffic(world, gateway, route)
  for _, traffic in ipairs(route.service and world.graph:traffic(route.service) or {}) do
    if traffic.gateway == nil or traffic.gateway == gateway then
      world.teller:tell(traffic, "traffic rules for a service behind a gateway", "its Service",
        { target = "istio" })
    end
  end
end

--- The longest paths first; implementations sort by themselves.
local function add_http(world, rules, gateway, route)
  tell_translation(world, route)
  tell_traffic(world, gateway, route)
  local whole = { path = route.name, methods = conditions.methods(route.methods) }
  for _, group in ipairs(groups_of(world, route)) do
    local condition = conditions.both(whole, group.condition)
    if condition then add_rules(world, rules, route, group, condition) end
  end
end

-- ---- objects ----

-- Of the schemas of both kinds.
local MOST_RULES = 16

local function object(world, gateway, kind, place, rules)
  local name = place > 1 and world.own_name(("%s-%d"):format(world.k:label(gateway), place)) or nil
  local hosts = {}
  for _, host in ipairs(gateway.tls and gateway.tls.hosts or {}) do
    if host ~= "*" then hosts[#hosts + 1] = host end
  end
  return {
    apiVersion = "gateway.networking.k8s.io/v1", kind = kind, metadata = world.k:metadata(gateway, name),
    spec = {
      parentRefs = { { name = world.k:label(gateway) } }, hostnames = #hosts > 0 and hosts or nil, rules = rules,
    },
  }
end

local function add_objects(world, documents, gateway, kind, rules)
  for first = 1, #rules, MOST_RULES do
    local some = table.move(rules, first, math.min(first + MOST_RULES - 1, #rules), 1, {})
    documents[#documents + 1] = object(world, gateway, kind, first // MOST_RULES + 1, some)
  end
end

---@param world export.gateway_api.world
---@param gateway frozen.gateway
---@return table[]
function routes.of(world, gateway)
  local http, grpc, documents = {}, {}, {}
  for _, route in ipairs(paths.most_specific_first(gateway.routes)) do
    local procedure = grpc_of(world, route)
    if procedure then
      grpc[#grpc + 1] = grpc_rule(world, route, procedure)
    elseif route.service or #route.split > 0 then
      add_http(world, http, gateway, route)
    else
      world.teller:tell(route, "a route that leads nowhere", "nothing", "unsaid")
    end
  end
  add_objects(world, documents, gateway, "HTTPRoute", http)
  add_objects(world, documents, gateway, "GRPCRoute", grpc)
  return documents
end

--- Paths are not seen where the connection passes through.
---@param world export.gateway_api.world
---@param gateway frozen.gateway
---@return table[]
function routes.through(world, gateway)
  local first
  for _, route in ipairs(gateway.routes) do
    local to = route.service or route.split[1] and route.split[1].to
    if first and to and to ~= first then
      world.teller:tell(route, "a route behind encryption that passes through",
        "all requests to where the first route leads")
    end
    first = first or to
  end
  if not first then return {} end
  if #gateway.tls.hosts == 0 then
    world.teller:tell(gateway, "encryption that passes through for any host", "no route")
    return {}
  end
  return { object(world, gateway, "TLSRoute", 1, { { backendRefs = { backend(world, first) } } }) }
end

return routes
