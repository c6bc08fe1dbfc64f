--- Backend for frontend: a service for one client, which asks the others and answers in that client's shape.
---
--- Use it when a phone, a browser and a partner need different cuts of the same data, and each client's team
--- wants to change its own cut without asking.
--- Not for a single client (the gateway will do), nor to hold rules of the business: they belong to the services
--- it asks. Two that become alike should become one.

local arguments = require "patterns.arguments"
local resilient_call = require "patterns.resilient_call"

---@class patterns.BackendForFrontend: lunette.service.fields
---@field client string the one frontend it is for
---@field calls table<string, string|patterns.ResilientCall> service → endpoint, or arguments of resilient_call
---@field timeout string duration of each call that says none itself ("200ms")

-- A screen without its recommendations is still a screen: a part is optional unless the model says otherwise.
local function make_call(target, given, timeout)
  if type(given) == "string" then given = { endpoint = given } end
  if type(given) ~= "table" then
    arguments.refuse("backend_for_frontend", "calls wants an endpoint or a table for '%s'", target)
  end
  local defaults = { timeout = timeout }
  if given.optional == nil and not given.fallback then defaults.optional = true end
  return resilient_call(target, arguments.over(defaults, given))
end

--- A service that calls each of the others with a timeout and a breaker, and lives without those it can.
---@param name string
---@param fields patterns.BackendForFrontend
---@return lunette.service
local function backend_for_frontend(name, fields)
  local own, rest = arguments.take("backend_for_frontend", fields, {
    client = "name", calls = "table", timeout = "any", dependencies = "table?",
  })
  rest.dependencies = own.dependencies and table.move(own.dependencies, 1, #own.dependencies, 1, {}) or {}
  for target, call in pairs(own.calls) do
    rest.dependencies[#rest.dependencies + 1] = make_call(target, call, own.timeout)
  end
  rest.responsibilities = arguments.with(rest.responsibilities, "What " .. arguments.name(own.client) .. " shows")
  rest.tags = arguments.with(rest.tags, "backend-for-frontend")
  return service(arguments.needs_name("backend_for_frontend", name), rest)
end

return backend_for_frontend
