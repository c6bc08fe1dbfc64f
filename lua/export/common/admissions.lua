--- Who may ask a service: whom its access policies name; where it has none, whom the model shows asking it.

local graph = require "export.common.graph"
local lists = require "export.common.lists"
local once = require "export.common.once"

local admissions = {}

---@class export.admission
---@field from? frozen.item nil: anybody
---@field by frozen.item what the model says it with first
---@field access? frozen.access
---@field edge? export.edge

--- The access policies by whom they let in, and by whom to.
local index_of = once(function(model)
  local index = { of_caller = {}, of_service = {} }
  for _, access in ipairs(model.accesses) do
    if access.to then lists.put(index.of_service, access.to, access) end
    for _, from in ipairs(access.to and access.from or {}) do
      lists.put(index.of_caller, graph.answering(from), access)
    end
  end
  return index
end)

local function declared(accesses)
  local list = {}
  for _, access in ipairs(accesses) do
    for _, from in ipairs(access.from) do
      list[#list + 1] = { from = graph.answering(from), by = access, access = access }
    end
    if #access.from_names == 0 then list[#list + 1] = { by = access, access = access } end
  end
  return list
end

local function shown(edges)
  local list = {}
  for place, edge in ipairs(edges) do list[place] = { from = edge.from, by = edge.by, edge = edge } end
  return list
end

--- Each with one reason; who has several is there as often.
---@param known export.graph
---@param service frozen.item
---@return export.admission[]
---@return boolean is_declared
function admissions.of(known, service)
  local accesses = index_of(known.model).of_service[service]
  if accesses then return declared(accesses), true end
  return shown(known:to(service)), false
end

--- The services that access policies let a caller in to, as often as they say so.
---@param known export.graph
---@param caller frozen.item
---@return frozen.item[]
function admissions.opened_to(known, caller)
  local list = {}
  for place, access in ipairs(index_of(known.model).of_caller[caller] or {}) do list[place] = access.to end
  return list
end

return admissions
