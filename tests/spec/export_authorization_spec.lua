--- The istio target's policies, applied as a proxy applies them: every call of a model gets through, nothing else does.

local exported = require "tests.spec.exported"
local helpers = require "tests.spec.helpers"
local systems = require "tests.spec.systems"

-- ---- as a proxy decides ----

--- One segment for {*}, any number for {**}; a star at the end is any text.
local function path_fits(pattern, path)
  if pattern:find("{", 1, true) then
    local lua = pattern:gsub("[%-%.%+%[%]%(%)%$%^%%%?]", "%%%0"):gsub("{%*%*}", "\1"):gsub("{%*}", "[^/]+")
    lua = lua:gsub("\1", ".*")
    return path:find("^" .. lua .. "$") ~= nil
  end
  if pattern:sub(-1) == "*" then return path:sub(1, #pattern - 1) == pattern:sub(1, -2) end
  return path == pattern
end

local function any(list, fits)
  for _, entry in ipairs(list or {}) do
    if fits(entry) then return true end
  end
  return list == nil
end

local function excluded(list, fits)
  return list ~= nil and any(list, fits)
end

local function source_fits(source, request)
  if source.notPrincipals then return request.principal == nil end
  return any(source.principals, function(principal) return principal == request.principal end)
    and any(source.requestPrincipals, function() return request.token == true end)
end

local function operation_fits(operation, request)
  local function is_path(pattern) return path_fits(pattern, request.path) end
  return any(operation.methods, function(method) return method == request.method end)
    and any(operation.paths, is_path) and not excluded(operation.notPaths, is_path)
end

local function admits(policy, request)
  if not policy.rules then return false end
  return any(policy.rules, function(rule)
    return any(rule.from, function(from) return source_fits(from.source, request) end)
      and any(rule.to, function(to) return operation_fits(to.operation, request) end)
  end)
end

local function principal(name)
  return "cluster.local/ns/default/sa/" .. name
end

-- ---- what the model says ----

--- "GET /carts/{id}" → GET, /carts/42; a text that names no path stands for any.
local function read(text)
  local method, path = text:match("^(%u+) (/%S*)$")
  if not method and text:match("^[%w_.]+/[%w_]+$") then method, path = "POST", "/" .. text end
  return method or text:match("^(%u+) ") or "GET", path and path:gsub("{[^}]*}", "42") or "/any/where"
end

--- From → to → the endpoints, of every sync call.
local function said_calls(dump)
  local calls, count = {}, 0
  for _, call in ipairs(dump.dependencies) do
    if call.style == "sync" then
      calls[call.from] = calls[call.from] or {}
      count = count + (calls[call.from][call.to] and 0 or 1)
      local list = calls[call.from][call.to] or {}
      for _, text in ipairs(call.endpoints or { "*" }) do list[#list + 1] = text end
      calls[call.from][call.to] = list
    end
  end
  return calls, count
end

local function is_open(endpoints)
  for _, text in ipairs(endpoints) do
    if text == "*" then return true end
  end
  return false
end

--- Every endpoint somebody asks of the service.
local function asked_of(calls, to)
  local list = { "GET /", "DELETE /nowhere" }
  for _, by_callee in pairs(calls) do
    for _, text in ipairs(by_callee[to] or {}) do list[#list + 1] = text end
  end
  return list
end

local function check_pair(policy, from, to, calls)
  local endpoints = calls[from] and calls[from][to]
  for _, text in ipairs(endpoints or {}) do
    local method, path = read(text)
    local request = { principal = principal(from), method = method, path = path }
    assert(admits(policy, request), ("%s -> %s: %s is refused"):format(from, to, text))
  end
  for _, text in ipairs(endpoints and { "TRACE /nowhere" } or asked_of(calls, to)) do
    local method, path = read(text)
    local request = { principal = principal(from), method = method, path = path }
    local expected = endpoints ~= nil and is_open(endpoints)
    assert(admits(policy, request) == expected, ("%s -> %s: %s gets through"):format(from, to, text))
  end
end

--- The number of pairs that talk.
local function walk(result, dump)
  local calls, count = said_calls(dump)
  for _, to in ipairs(dump.services) do
    local policy = result:spec("AuthorizationPolicy", to.name)
    assert.same({ ["app.kubernetes.io/name"] = to.name }, policy.selector.matchLabels)
    for _, from in ipairs(dump.services) do
      if from.name ~= to.name then check_pair(policy, from.name, to.name, calls) end
    end
  end
  return count
end

local function dump_of(path)
  local _, out = helpers.run { "dump", path }
  return helpers.json(out)
end

describe("authorization policies", function()
  it("of the sock shop admit every call and nothing else", function()
    if not systems.are_here() then return pending("the collection is not here") end
    local folder = helpers.model((systems.convert(systems.path("sock-shop"))))
    local result, dump = exported.of("istio", folder), dump_of(folder)
    assert.equal(10, walk(result, dump))
    for _, service in ipairs(dump.services) do
      local policy = result:spec("AuthorizationPolicy", service.name)
      local stranger = { method = "GET", path = "/" }
      assert.equal(service.name == "front-end", admits(policy, stranger), service.name) -- the client visits it
      stranger.principal = principal("somebody")
      assert.is_false(admits(policy, stranger), service.name)
    end
  end)

  local SHOP = [[
context "c"
service "web" { context = "c", dependencies = {
  sync "orders" { endpoints = { "GET /orders/{id}", "POST /orders" } },
  sync "orders" { endpoints = { "DELETE /orders/{id}" } },
  sync "stock" { endpoints = { "Stock/Reserve" }, protocol = "grpc" },
  sync "search" {},
} }
service "orders" { context = "c", dependencies = { sync "stock" { endpoint = "Reserve", protocol = "grpc" } } }
service "stock" { context = "c", endpoints = { rpc "Stock/Reserve", rpc "Stock/Release" } }
service "search" { context = "c" }
service "alone" { context = "c" }
]]

  it("admit what calls name: methods, paths with placeholders, procedures", function()
    local path = helpers.model(SHOP)
    local result = exported.of("istio", path)
    local dump = dump_of(path)
    for _, call in ipairs(dump.dependencies) do
      if call.from == "orders" then call.endpoints = { "Stock/Reserve" } end
    end
    assert.equal(4, walk(result, dump))
    assert.is_nil(result:spec("AuthorizationPolicy", "alone").rules)
    local stock = result:spec("AuthorizationPolicy", "stock")
    assert.is_false(admits(stock, { principal = principal("web"), method = "POST", path = "/Stock/Release" }))
  end)

  it("write a star for a placeholder before Istio 1.22, and say so", function()
    local result = exported.of("istio", SHOP .. 'mesh "m" { type = "istio", version = "1.18" }')
    local orders = result:spec("AuthorizationPolicy", "orders")
    assert.is_true(admits(orders, { principal = principal("web"), method = "GET", path = "/orders/42" }))
    assert.is_false(admits(orders, { principal = principal("web"), method = "GET", path = "/else" }))
    assert.is_true(result:lost("a placeholder within a path"))
  end)

  it("follow access policies alone where there are some", function()
    local result = exported.of("istio", SHOP .. [[
access { from = { "web" }, to = "orders", methods = { "get" }, paths = { "/orders" } }
access { to = "search" }
]])
    local orders = result:spec("AuthorizationPolicy", "orders")
    assert.is_true(admits(orders, { principal = principal("web"), method = "GET", path = "/orders" }))
    assert.is_true(admits(orders, { principal = principal("web"), method = "GET", path = "/orders/42" }))
    assert.is_false(admits(orders, { principal = principal("web"), method = "GET", path = "/orders-old" }))
    assert.is_false(admits(orders, { principal = principal("web"), method = "POST", path = "/orders" }))
    assert.is_true(admits(result:spec("AuthorizationPolicy", "search"), { method = "GET", path = "/" }))
  end)

  it("admit the callers of a service whose requests are steered to another", function()
    local result = exported.of("istio", SHOP .. [[
service "newer" { context = "c" }
service "copy" { context = "c" }
traffic "t" {
  host = "search", routes = { to "search" { weight = 50, mirror = "copy" }, to "newer" { weight = 50 } },
}
]])
    for _, name in ipairs { "newer", "copy" } do
      local policy = result:spec("AuthorizationPolicy", name)
      assert.is_true(admits(policy, { principal = principal("web"), method = "GET", path = "/" }))
      assert.is_false(admits(policy, { principal = principal("orders"), method = "GET", path = "/" }))
    end
  end)

  it("admit a gateway to what lies behind its routes, and to an issuer's keys", function()
    local result = exported.of("istio", [[
context "c"
service "orders" { context = "c" }
service "login" { context = "c" }
gateway "edge" {
  authentication = { type = "jwt", issuer = "login" },
  routes = { route "/api/orders" { service = "orders", methods = { "GET" }, strip_prefix = "/api" } },
}
]])
    local orders, login = result:spec("AuthorizationPolicy", "orders"), result:spec("AuthorizationPolicy", "login")
    assert.is_true(admits(orders, { principal = principal("edge"), method = "GET", path = "/orders/42" }))
    assert.is_false(admits(orders, { principal = principal("edge"), method = "POST", path = "/orders" }))
    assert.is_false(admits(orders, { principal = principal("edge"), method = "GET", path = "/api/orders" }))
    assert.is_true(admits(login, { principal = principal("edge"), method = "GET", path = "/.well-known/jwks.json" }))
    assert.is_false(admits(login, { principal = principal("edge"), method = "POST", path = "/token" }))
  end)

  it("and the mesh's strict encryption let the control plane fetch an issuer's keys, and nothing else", function()
    local text = [[
context "c"
service "login" { context = "c", ports = { 8443 }, endpoints = { POST "/token", GET "/oauth/jwks" } }
service "web" { context = "c" }
access { from = { "edge" }, to = "login", methods = { "POST" }, paths = { "/token" } }
gateway "edge" { authentication = { type = "jwt", issuer = "login" }, routes = { route "/" { service = "web" } } }
mesh "m" { type = "istio", security = { mtls = "strict" } }
]]
    local result = exported.of("istio", text)
    assert.equal("http://login.default.svc.cluster.local:8443/oauth/jwks",
      result:spec("RequestAuthentication", "edge").jwtRules[1].jwksUri)
    local policy = result:spec("AuthorizationPolicy", "login")
    assert.is_true(admits(policy, { method = "GET", path = "/oauth/jwks" }))
    assert.is_false(admits(policy, { method = "POST", path = "/token" }))
    assert.same({ ["8443"] = { mode = "PERMISSIVE" } }, result:spec("PeerAuthentication", "login").portLevelMtls)
    assert.equal("STRICT", result:spec("PeerAuthentication", "login").mtls.mode)
    assert.is_nil(result:find("PeerAuthentication", "web"))
    local network = exported.of("kubernetes", text)
    assert.same({ app = "istiod" },
      network:spec("NetworkPolicy", "login").ingress[2].from[1].podSelector.matchLabels)
    assert.is_true(result:lost("who of those with a token may use a route", "edge"))
  end)

  it("of a bare access policy admit what its callers ask for", function()
    local result = exported.of("istio", [[
context "c"
service "app" { context = "c", dependencies = { sync "stock" { endpoint = "GET /items/{id}", protocol = "rest" } } }
service "job" { context = "c" }
service "stock" { context = "c", endpoints = { GET "/items/{id}", DELETE "/items/{id}" } }
access { from = { "app" }, to = "stock" }
access { from = { "job" }, to = "stock" }
]])
    local policy = result:spec("AuthorizationPolicy", "stock")
    assert.is_true(admits(policy, { principal = principal("app"), method = "GET", path = "/items/1" }))
    assert.is_false(admits(policy, { principal = principal("app"), method = "DELETE", path = "/items/1" }))
    assert.is_true(admits(policy, { principal = principal("job"), method = "DELETE", path = "/items/1" }))
    assert.is_true(result:lost("what a caller asks for whom an access policy names, and no call"))
  end)

  it("are not written where the mesh enforces none, nor for services outside of it", function()
    local off = exported.of("istio", SHOP .. [[
mesh "m" { type = "istio", security = { authorization = false } }
access { from = { "web" }, to = "orders" }
]])
    assert.is_nil(off:find("AuthorizationPolicy", "orders"))
    assert.is_true(off:lost("an access policy in a mesh that enforces none"))
    local part = exported.of("istio", SHOP .. [[
mesh "m" { type = "istio", services = { "orders", "stock" }, security = { authorization = true } }
]])
    assert.is_nil(part:find("AuthorizationPolicy", "web"))
    local orders = part:spec("AuthorizationPolicy", "orders")
    assert.is_true(admits(orders, { method = "POST", path = "/orders" })) -- web has no identity there
    assert.is_true(part:lost("who a caller from outside of the mesh is"))
  end)

  it("are not drawn from a model without any call, unless its mesh wants them", function()
    local lonely = 'context "c"\nservice "a" { context = "c" }\n'
    assert.is_nil(exported.of("istio", lonely):find("AuthorizationPolicy", "a"))
    local wanted = exported.of("istio", lonely .. 'mesh "m" { type = "istio", security = { authorization = true } }')
    assert.is_nil(wanted:spec("AuthorizationPolicy", "a").rules)
  end)
end)

describe("the door of a gateway", function()
  local DOOR = [[
context "c"
service "web" { context = "c" }
gateway "edge" {
  authentication = { type = "oauth2", issuer = "https://login.example", audience = "shop" },
  routes = {
    route "/" { service = "web", public = true },
    route "/account" { service = "web" },
    route "/account/help" { service = "web", auth = "none" },
    route "/orders/{id}" { service = "web", methods = { "GET", "DELETE" } },
    route "/orders/{id}" { service = "web", methods = { "OPTIONS" }, public = true },
    route "/login" { service = "web", auth = "api-key" },
  },
}
]]
  local result = exported.of("istio", DOOR)
  local policy = result:spec("AuthorizationPolicy", "edge")

  local function opens(method, path, token)
    return admits(policy, { method = method, path = path, token = token })
  end

  it("wants a token where a route asks for one, and nowhere else", function()
    for path, is_free in pairs {
      ["/"] = true, ["/prices"] = true, ["/account"] = false, ["/account/name"] = false, ["/account/help"] = true,
      ["/account/help/me"] = true, ["/orders/1"] = false, ["/orders/1/items"] = false, ["/login"] = true,
    } do
      assert.equal(is_free, opens("GET", path), path)
      assert.is_true(opens("GET", path, true), path)
    end
    assert.is_true(opens("OPTIONS", "/orders/1"))
    assert.is_false(opens("DELETE", "/orders/1"))
  end)

  it("names issuer and audience, and says what it leaves to others", function()
    local rule = result:spec("RequestAuthentication", "edge").jwtRules[1]
    assert.equal("https://login.example", rule.issuer)
    assert.same({ "shop" }, rule.audiences)
    assert.is_nil(rule.jwksUri)
    assert.is_true(result:lost("a key that clients show"))
  end)

  it("stays shut when nobody issues tokens", function()
    local shut = exported.of("istio", [[
context "c"
service "web" { context = "c" }
gateway "edge" { authentication = { type = "jwt" }, routes = { route "/" { service = "web" } } }
]])
    assert.equal("https://issuer.invalid", shut:spec("RequestAuthentication", "edge").jwtRules[1].issuer)
    assert.is_true(shut:lost("who issues the tokens"))
  end)
end)
