--- Gateways that no service realises: the doors themselves, and a VirtualService with what goes where.

local conditions = require "export.common.conditions"
local destination = require "export.istio.destination"
local destinations = require "export.common.destinations"
local limits = require "export.istio.limits"
local names = require "export.common.names"
local paths = require "export.common.paths"
local rules = require "export.istio.rules"
local steering = require "export.istio.steering"
local virtual = require "export.istio.virtual"

local gateway_parts = {}

-- ---- the door ----

local MODES = { terminate = "SIMPLE", mutual = "MUTUAL", passthrough = "PASSTHROUGH" }

local function mode_of(gateway)
  local wants_certificate = gateway.authentication and gateway.authentication.type == "mtls"
  if gateway.tls.mode ~= "passthrough" and wants_certificate then return MODES.mutual end
  return MODES[gateway.tls.mode or "terminate"]
end

local function credential(world, gateway)
  local own = gateway.tls.certificate
  local name = own and names.subdomain(own) or world.k:label(gateway) .. "-cert"
  world:tell(gateway, "the Secret with its certificate and key", mode_of(gateway) == MODES.mutual
    and "its name: it has to be in the namespace of the gateway's pods, and to hold ca.crt, of whose clients count"
    or "its name: it has to be in the namespace of the gateway's pods", { class = "by hand", value = name })
  return name
end

local function hosts_of(gateway)
  return gateway.tls and #gateway.tls.hosts > 0 and gateway.tls.hosts or { "*" }
end

local function server(world, gateway)
  if not gateway.tls then
    world:tell(gateway, "its port, and whether clients speak TLS", "port 80, without TLS", "unsaid")
    return { port = { number = 80, name = "http", protocol = "HTTP" }, hosts = hosts_of(gateway) }
  end
  world:tell(gateway, "its port", "port 443", "unsaid")
  local mode = mode_of(gateway)
  local is_through = mode == MODES.passthrough
  return {
    port = { number = 443, name = is_through and "tls" or "https", protocol = is_through and "TLS" or "HTTPS" },
    hosts = hosts_of(gateway),
    tls = { mode = mode, credentialName = not is_through and credential(world, gateway) or nil },
  }
end

local function door(world, gateway)
  world:tell(gateway, "the Deployment, Service and account of a gateway",
    "none: pods labelled app.kubernetes.io/name with its name, under an account of its name, have to be in this "
    .. "namespace; for a Gateway of gateway-api Istio makes them", { class = "by hand", kind = "Gateway" })
  return world:object("networking", "Gateway", world.k:metadata(gateway), {
    selector = world.k:selector(gateway), servers = { server(world, gateway) },
  })
end

-- ---- what goes where ----

--- Since 1.19 a rewrite may be an expression. Before, the path itself and all below it are two rules.
local function rewrites(world, route)
  local behind = route.strip_prefix and paths.behind(route.name, route.strip_prefix)
  local condition = { path = route.name, methods = conditions.methods(route.methods) }
  if not behind then return { { condition = condition } } end
  if world:at_least(19) then
    local regex = { match = paths.beginning(route.strip_prefix), rewrite = "/" }
    return { { condition = condition, rewrite = { uriRegexRewrite = regex } } }
  end
  if not paths.is_closed(paths.read(route.name)) then
    world:tell(route, "a prefix taken from a path with placeholders; from Istio 1.19 on it can be said",
      "the whole path")
    return { { condition = condition } }
  end
  local whole = { path = route.name, is_whole = true, methods = condition.methods }
  return {
    { condition = whole, rewrite = { uri = behind } },
    { condition = condition, rewrite = { uri = (behind == "/" and "" or behind) .. "/" } },
  }
end

local function groups_of(world, gateway, route)
  if #route.split > 0 then return destinations.groups(world, route.split) end
  if not route.service then return {} end
  if route.service.kind == "external" then
    return { { condition = {}, destinations = { { to = route.service } } } }
  end
  return (steering.of(world, route.service, gateway))
end

--- What holds for every request to where the route leads.
local function government(world, route, group)
  local of = virtual.government(world, group.destinations[1].to)
  of.whole_ms = route.timeout_ms
  return of
end

--- A host outside expects to be called by its name.
local function with_authority(world, rewrite, group)
  local to = group.destinations[1].to
  if to.kind ~= "external" then return rewrite end
  rewrite = rewrite or {}
  return { authority = world:host(to), uri = rewrite.uri, uriRegexRewrite = rewrite.uriRegexRewrite }
end

--- Limits and Rollouts find rules by their names.
local function name_for(world, gateway, route)
  local name = world.name_rule(gateway.name .. " " .. route.name)
  world.rule_names[route] = world.rule_names[route] or {}
  table.insert(world.rule_names[route], name)
  return name
end

local function rule_of(world, gateway, route, group, variant)
  local condition = conditions.both(variant.condition, group.condition)
  if not condition then return nil end
  local rule, is_shared = rules.rule(world, group, condition, government(world, route, group), true)
  rule.rewrite = with_authority(world, variant.rewrite, group)
  if is_shared or limits.is_kept(route.rate_limiting) then rule.name = name_for(world, gateway, route) end
  return world.out.ordered(rules.order, rule)
end

local function add_route(world, http, gateway, route)
  if not route.service and #route.split == 0 then
    world:tell(route, "a route that leads nowhere", "nothing", "unsaid")
  end
  for _, variant in ipairs(rewrites(world, route)) do
    for _, group in ipairs(groups_of(world, gateway, route)) do
      http[#http + 1] = rule_of(world, gateway, route, group, variant)
    end
  end
end

--- A traffic rule for what comes in here, without a route of the gateway's.
local function add_entry(world, http, gateway, service)
  for _, group in ipairs((steering.of(world, service, gateway))) do
    local rule, is_shared = rules.rule(world, group, group.condition, virtual.government(world, service), true)
    if is_shared then rule.name = world.name_rule(gateway.name .. " " .. service.name) end
    http[#http + 1] = world.out.ordered(rules.order, rule)
  end
end

local function http_of(world, gateway)
  local http, seen = {}, {}
  world.name_rule = rules.namer()
  for _, route in ipairs(paths.most_specific_first(gateway.routes)) do add_route(world, http, gateway, route) end
  for _, traffic in ipairs(steering.entries(world, gateway)) do
    if not seen[traffic.host] then add_entry(world, http, gateway, traffic.host) end
    seen[traffic.host] = true
  end
  return http
end

--- Paths are not seen where the connection passes through.
local function tls_of(world, gateway)
  local first
  for _, route in ipairs(gateway.routes) do
    local to = route.service or route.split[1] and route.split[1].to
    if first and to and to ~= first then
      world:tell(route, "a route behind encryption that passes through", "all requests to where the first route leads")
    end
    first = first or to
  end
  if not first then return nil end
  if world.rollouts:versions(first) then
    world:tell(first, "a share of a canary behind encryption that passes through", "all requests to what runs")
  end
  return { {
    match = { { port = 443, sniHosts = hosts_of(gateway) } },
    route = { { destination = rules.destination(world, first, nil, true) } },
  } }
end

local function routing(world, gateway)
  local is_through = gateway.tls and mode_of(gateway) == MODES.passthrough
  local http = not is_through and http_of(world, gateway) or nil
  local tls = is_through and tls_of(world, gateway) or nil
  if not tls and (not http or #http == 0) then return nil end
  return world:object("networking", "VirtualService", world.k:metadata(gateway), {
    hosts = hosts_of(gateway), gateways = { world.k:label(gateway) }, http = http, tls = tls,
  })
end

-- ---- what is outside ----

local function add_outside(list, seen, item)
  if item and item.kind == "external" and not seen[item] then
    list[#list + 1] = item
    seen[item] = true
  end
end

local function externals_of(gateway)
  local list, seen = {}, {}
  for _, route in ipairs(gateway.routes) do
    add_outside(list, seen, route.service)
    for _, each in ipairs(route.split) do add_outside(list, seen, each.to) end
  end
  return list
end

---@param world export.istio.world
---@param gateway frozen.gateway
---@return table[]
function gateway_parts.of(world, gateway)
  local documents = { door(world, gateway) }
  documents[#documents + 1] = routing(world, gateway)
  for _, external in ipairs(externals_of(gateway)) do
    documents[#documents + 1] = destination.from_gateway(world, external, gateway)
  end
  return documents
end

return gateway_parts
