--- Nodes: everything that stands somewhere, and what it is made of.

local entities = require "export.common.entities"
local facts = require "export.common.facts"
local graph = require "export.common.graph"
local names = require "export.common.names"

local nodes = {}

---@class export.calm.world
---@field model frozen.model
---@field out export.out
---@field graph export.graph
---@field landscape export.landscape
---@field id_of fun(item: frozen.item): string
---@field relation_id fun(text: string): string
---@field known table<frozen.item, boolean> items that are nodes
---@field ids table<export.relation, string>
---@field nodes table[]
---@field relationships table[]

--- Contexts, actors, topics and the whole carry their kind in their ids: they often have the names of services.
local SUFFIXES = { context = " context", actor = " actor", topic = " topic", architecture = " system" }

---@return fun(item: frozen.item): string
function nodes.namer()
  local name_of, stand_ins = entities.namer(names.label), {}
  return function(item)
    local suffix = SUFFIXES[item.kind]
    if not suffix then return name_of(item) end
    stand_ins[item] = stand_ins[item] or { name = item.name .. suffix, kind = item.kind }
    return name_of(stand_ins[item])
  end
end

local TYPES = {
  { list = "services", type = "service" }, { list = "gateways", type = "gateway" },
  { list = "datastores", type = "database" }, { list = "brokers", type = "message-broker" },
  { list = "topics", type = "topic" }, { list = "externals", type = "system" }, { list = "actors", type = "actor" },
  { list = "contexts", type = "system" },
}

local PURPOSES = {
  service = function(service) return facts.of_list(service.responsibilities) end,
  datastore = function(store) return store.purpose end,
}

local function description_of(world, item)
  local purpose = PURPOSES[item.kind]
  local text = item.description or purpose and purpose(item)
  if text then return text end
  world.out:loss(item, "the model gives no description", "its name", "unsaid")
  return item.name
end

-- ---- interfaces ----

---@param world export.calm.world
---@param service frozen.service
---@param port integer
---@return string
function nodes.interface_id(world, service, port)
  return ("%s-%d"):format(world.id_of(service), port)
end

local function interfaces_of(world, item)
  local list = {}
  for _, port in ipairs(item.kind == "service" and world.graph:ports(item) or {}) do
    list[#list + 1] = { ["unique-id"] = nodes.interface_id(world, item, port), port = port }
  end
  return #list > 0 and list or nil
end

-- ---- metadata ----

local function endpoints_of(item)
  local list = {}
  for _, endpoint in ipairs(item.kind == "service" and item.endpoints or {}) do
    list[#list + 1] = {
      kind = endpoint.kind, name = endpoint.name, summary = endpoint.summary, version = endpoint.version,
      auth = endpoint.auth, idempotent = endpoint.idempotent,
      deprecated = endpoint.deprecated, sunset = endpoint.sunset,
    }
  end
  return #list > 0 and list or nil
end

local function links_of(item)
  local list = {}
  for _, link in ipairs(item.links) do list[#list + 1] = { title = link.title, url = link.url } end
  return #list > 0 and list or nil
end

local function metadata_of(world, item)
  local metadata = facts.of(item, world)
  metadata.endpoints, metadata.links = endpoints_of(item), links_of(item)
  metadata.tags = #item.tags > 0 and item.tags or nil
  return next(metadata) and metadata or nil
end

-- ---- all of them ----

local function add(world, item, type)
  world.known[item] = true
  table.insert(world.nodes, {
    ["unique-id"] = world.id_of(item), ["node-type"] = type, name = item.name,
    description = description_of(world, item),
    interfaces = interfaces_of(world, item), metadata = metadata_of(world, item),
  })
end

---@param world export.calm.world
function nodes.add(world)
  for _, row in ipairs(TYPES) do
    for _, item in ipairs(world.model[row.list]) do
      if graph.answering(item) == item then add(world, item, row.type) end
    end
  end
  if world.model.architecture then add(world, world.model.architecture, "system") end
end

return nodes
