--- What clients show at a gateway: whose tokens count, and for which routes one is needed.

local conditions = require "export.common.conditions"
local issuers = require "export.common.issuers"
local paths = require "export.common.paths"
local patterns = require "export.istio.patterns"

local authentication = {}

--- Other things than tokens are seen by who answers, not here.
local LEFT = {
  ["api-key"] = { "a key that clients show", "nothing, nor in any other target: who answers has to ask for it" },
  mtls = {
    "a certificate of clients, asked for on single routes",
    "nothing, nor in any other target: who answers has to ask for it",
  },
}

local function tell_left(world, gateway, route, auth)
  local left = LEFT[auth]
  local is_mutual = auth == "mtls" and (gateway.tls and gateway.tls.mode == "mutual"
    or gateway.tls and gateway.authentication and gateway.authentication.type == "mtls")
  if left and not is_mutual then world:tell(route, left[1], left[2], "by hand") end
end

--- The routes that need a token: as a list and as a set.
local function closed_routes(world, gateway)
  local closed, is_closed = {}, {}
  for _, route in ipairs(gateway.routes) do
    local auth = issuers.asked(gateway, route)
    tell_left(world, gateway, route, auth)
    if issuers.TOKENS[auth] then closed[#closed + 1] = route end
    is_closed[route] = issuers.TOKENS[auth]
  end
  return closed, is_closed
end

-- ---- whose tokens ----

-- What no token can claim to come from: RFC 6761.
local NOBODY = "https://issuer.invalid"

--- The control plane fetches the keys of a service without an identity: https://github.com/istio/istio/issues/40553.
local function issuer_of(world, gateway)
  local all = gateway.authentication
  local issuer = all and all.issuer
  if not issuer then
    world:tell(all or gateway, "who issues the tokens",
      "an issuer that there is not: no token counts until it is replaced", { class = "by hand", value = NOBODY })
    return NOBODY
  end
  local service = world.model:find("service", issuer)
  if not service then return issuer end
  local path, is_said = issuers.path(service)
  local address = ("http://%s.%s.svc.cluster.local:%d"):format(
    world:host(service), world:namespace(), world:port(service))
  world:tell(all, is_said and "what a service calls itself in its tokens"
    or "where a service has the keys of its tokens, and what it calls itself in them",
    ("its address, and %s below, which istiod fetches without mutual TLS: that service admits this one request from "
      .. "anybody"):format(path), { class = "by hand", value = address })
  return address, address .. path
end

--- Services that look into the token themselves need it.
local function is_needed_behind(routes)
  for _, route in ipairs(routes) do
    for _, endpoint in ipairs(route.service and route.service.kind == "service" and route.service.endpoints or {}) do
      if issuers.TOKENS[endpoint.auth] then return true end
    end
  end
  return false
end

local function tokens(world, gateway, closed)
  local issuer, keys = issuer_of(world, gateway)
  local all = gateway.authentication
  if all and all.type == "oauth2" then
    world:tell(all, "how clients get their tokens, by OAuth 2", "tokens are checked, as JWTs")
  end
  world:tell(all or gateway, "who of those with a token may use a route: a model knows no roles",
    "anybody whose token counts; more is said by `when` with request.auth.claims in the AuthorizationPolicy of the "
    .. "gateway", { class = "by hand", kind = "AuthorizationPolicy" })
  return world:object("security", "RequestAuthentication", world.k:metadata(gateway), {
    selector = { matchLabels = world.k:selector(gateway) },
    jwtRules = { {
      issuer = issuer, jwksUri = keys, audiences = all and all.audience and { all.audience } or nil,
      forwardOriginalToken = is_needed_behind(closed) or nil,
    } },
  })
end

-- ---- where ----

--- The patterns of a route; nil: every path.
local function patterns_of(world, route)
  if #paths.read(route.name) == 0 then return nil end
  return patterns.of(world, { path = route.name, is_prefix = true }, route)
end

--- Before 1.22 the patterns of a path with placeholders reach further than it does.
local function reach(world, route)
  return (world:at_least(22) and route.name or paths.fixed(paths.read(route.name))) .. "/**"
end

local function share_a_method(a, b)
  local some, others = conditions.methods(a.methods), conditions.methods(b.methods)
  return conditions.both({ methods = some }, { methods = others }) ~= nil
end

--- What an open route must leave to closed ones that are more specific.
local function except(world, open, earlier)
  local list = {}
  for _, route in ipairs(earlier) do
    local is_hers = share_a_method(open, route) and paths.meet(reach(world, open), reach(world, route))
    for _, pattern in ipairs(is_hers and patterns_of(world, route) or {}) do list[#list + 1] = pattern end
  end
  return #list > 0 and list or nil
end

local function rule_of(world, route, earlier)
  local operation = {
    methods = conditions.methods(route.methods), paths = patterns_of(world, route),
    notPaths = earlier and except(world, route, earlier) or nil,
  }
  return {
    from = not earlier and { { source = { requestPrincipals = { "*" } } } } or nil,
    to = next(operation) and { { operation = operation } } or nil,
  }
end

--- Any rule that fits admits, so what is open says what is not.
local function door_policy(world, gateway, is_closed)
  local list, closed = {}, {}
  for _, route in ipairs(paths.most_specific_first(gateway.routes)) do
    local rule = rule_of(world, route, not is_closed[route] and closed or nil)
    list[#list + 1] = next(rule) and rule or world.out.map()
    if is_closed[route] then closed[#closed + 1] = route end
  end
  return world:object("security", "AuthorizationPolicy", world.k:metadata(gateway), {
    selector = { matchLabels = world.k:selector(gateway) }, action = "ALLOW", rules = list,
  })
end

---@param world export.istio.world
---@param gateway frozen.gateway
---@return table[] none where no route asks for a token
function authentication.of(world, gateway)
  local closed, is_closed = closed_routes(world, gateway)
  if #closed == 0 then return {} end
  if gateway.tls and gateway.tls.mode == "passthrough" then
    world:tell(gateway, "tokens within encryption that passes through", "nothing")
    return {}
  end
  return { tokens(world, gateway, closed), door_policy(world, gateway, is_closed) }
end

---@param world export.istio.world
function authentication.tell(world)
  for _, service in ipairs(world.model.services) do
    for _, endpoint in ipairs(service.endpoints) do
      if issuers.TOKENS[endpoint.auth] then
        world:tell(endpoint, "a token that an endpoint asks for",
          "nothing, nor in any other target: gateways check tokens by their routes, the rest is the program's")
      end
    end
  end
end

return authentication
