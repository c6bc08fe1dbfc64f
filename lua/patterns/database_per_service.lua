--- Database per service: each service owns its store, and nobody else reaches into it.
---
--- Use it always when services are to change and be released on their own: a shared table is a contract that
--- nobody wrote down.
--- Not (yet) for a modular monolith, where one database with a schema for each module does, nor for data that is
--- only reported on: copy it by events instead.

local arguments = require "patterns.arguments"

---@class patterns.ServiceStore: lunette.datastore.fields
---@field name? string of the store; else the service's, with -db

local function declare_store(owner, given)
  if type(given) == "string" then given = { technology = given } end
  local own, rest = arguments.take("database_per_service", given, { name = "any?" })
  rest.owner = owner
  return datastore(own.name or arguments.stem(owner) .. "-db", rest)
end

--- A store for each service.
---@param stores table<string, string|patterns.ServiceStore> service → technology, or fields of its datastore
---@return table<string, lunette.datastore> by service
local function database_per_service(stores)
  local _, given = arguments.take("database_per_service", stores, {})
  local declared = {}
  for owner, fields in pairs(given) do
    declared[owner] = declare_store(arguments.needs_name("database_per_service", owner), fields)
  end
  return declared
end

return database_per_service
