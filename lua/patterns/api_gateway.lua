--- API gateway: one entry for all clients, which routes, authenticates and limits.
---
--- Use it when clients outside should not know which services there are, and when tokens, limits and encryption
--- are to be settled at one place.
--- Not between services inside (that is the mesh's work), nor as a place for business logic: a gateway that
--- decides becomes the monolith again. With clients of very different needs, put a backend for each behind it.

local arguments = require "patterns.arguments"

---@class patterns.ApiGateway: lunette.gateway.fields
---@field routes table<string, string|lunette.service|lunette.route.fields> path prefix → service, or fields of a route
---@field authentication table|false what clients have to show; false: nothing, on purpose
---@field rate_limiting table|false requests let through; false: any number, on purpose
---@field timeout string duration of each route that says none itself ("1s")
---@field strip_prefix? string removed from each path that says none itself ("/api")

-- The longest prefix first: no route hides another, in whatever order the model lists them.
local function sorted_paths(routes)
  local paths = {}
  for path in pairs(routes) do
    if type(path) ~= "string" then
      arguments.refuse("api_gateway", "routes are given by path: routes = { [\"/api/orders\"] = \"order-service\" }")
    end
    paths[#paths + 1] = path
  end
  table.sort(paths, function(a, b) return #a > #b end)
  return paths
end

local function make_route(path, given, own)
  if type(given) ~= "table" then given = { service = given } end
  return route(path, arguments.over({ timeout = own.timeout, strip_prefix = own.strip_prefix }, given))
end

--- A gateway with TLS, whose routes all have a timeout, and for which somebody decided about authentication and
--- rate limits.
---@param name string
---@param fields patterns.ApiGateway
---@return lunette.gateway
local function api_gateway(name, fields)
  local own, rest = arguments.take("api_gateway", fields, {
    routes = "table", authentication = "any", rate_limiting = "any", timeout = "any", strip_prefix = "any?",
  })
  rest.routes = {}
  for index, path in ipairs(sorted_paths(own.routes)) do
    rest.routes[index] = make_route(path, own.routes[path], own)
  end
  rest.authentication = own.authentication or nil
  rest.rate_limiting = own.rate_limiting or nil
  if rest.tls == nil then rest.tls = true end
  return gateway(arguments.needs_name("api_gateway", name), rest)
end

return api_gateway
