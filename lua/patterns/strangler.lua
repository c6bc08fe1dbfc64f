--- Strangler: new services take over an old system route by route, behind a gateway that clients cannot see
--- through.
---
--- Use it to replace a system that is too big to be rewritten at once, and whose work can be told apart by path.
--- Not for a system small enough for one weekend, nor one whose parts share tables so closely that no route can
--- move alone: part the data first.

local arguments = require "patterns.arguments"
local api_gateway = require "patterns.api_gateway"

---@class patterns.MigratedRoute: lunette.route.fields
---@field service string|lunette.service who took it over
---@field weight? integer percent of the requests that already go there; the rest stays with the old system (100)

---@class patterns.Strangler: patterns.ApiGateway
---@field legacy string|lunette.service|lunette.external the old system: gets all that was not moved
---@field migrated table<string, string|lunette.service|patterns.MigratedRoute> path prefix → who took it over

local function share_out(given, legacy)
  if type(given) ~= "table" then return given end
  local own, rest = arguments.take("strangler", given, { service = "name", weight = "number?" })
  local weight = own.weight or 100
  if weight == 100 then
    rest.service = own.service
  else
    rest.split = { to(arguments.name(own.service), { weight = weight }), to(legacy, { weight = 100 - weight }) }
  end
  return rest
end

--- A gateway that sends what was moved to its new service, all of it or a part, and everything else to the old
--- system.
---@param name string of the gateway
---@param fields patterns.Strangler
---@return lunette.gateway
local function strangler(name, fields)
  local own, rest = arguments.take("strangler", fields, { legacy = "name", migrated = "table", routes = "table?" })
  local legacy = arguments.name(own.legacy)
  rest.routes = arguments.over({ ["/"] = legacy }, own.routes)
  for path, given in pairs(own.migrated) do rest.routes[path] = share_out(given, legacy) end
  rest.tags = arguments.with(rest.tags, "strangler")
  return api_gateway(name, rest)
end

return strangler
