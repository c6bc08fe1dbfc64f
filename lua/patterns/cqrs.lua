--- CQRS: commands change one model, queries read another that is built from the events of the first.
---
--- Use it when reads and writes differ much in shape or number: searching and listing by many keys over what is
--- written one aggregate at a time.
--- Not for plain create, read, update, delete, nor where a user must see the change at once: the read model
--- follows a moment later.

local arguments = require "patterns.arguments"

---@class patterns.Cqrs: lunette.cqrs.fields
---@field write lunette.datastore.fields the store commands change; `name` names it, else the service's, with -writes
---@field read lunette.datastore.fields the store queries read; `name` names it, else the service's, with -reads
---@field refresh? "eventual"|"immediate" how the read model follows (eventual)
---@field projections string[] events the read model is built from

local function declare_store(owner, given, suffix)
  local own, rest = arguments.take("cqrs", given, { name = "any?" })
  rest.owner = owner
  return datastore(own.name or arguments.stem(owner) .. suffix, rest)
end

--- Two stores of one service, and that one follows the other.
---@param service_name string|lunette.service
---@param fields patterns.Cqrs
---@return lunette.cqrs
---@return lunette.datastore write
---@return lunette.datastore read
local function separate(service_name, fields)
  local owner = arguments.needs_name("cqrs", service_name)
  local own, rest = arguments.take("cqrs", fields, {
    write = "table", read = "table", refresh = "any?", projections = "any",
  })
  local write, read = declare_store(owner, own.write, "-writes"), declare_store(owner, own.read, "-reads")
  rest.service, rest.projections = owner, own.projections
  rest.write_model = { type = "aggregate", datastore = write }
  rest.read_model = { type = "projection", refresh = own.refresh or "eventual", datastore = read }
  return cqrs(rest), write, read
end

return separate
