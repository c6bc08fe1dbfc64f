--- calm: the architecture in FINOS' Common Architecture Language Model, version 1.2. Scenarios and sagas are its flows.

local calls_and_parts = require "export.calm.relationships"
local entities = require "export.common.entities"
local flows = require "export.common.flows"
local landscape = require "export.common.landscape"
local names = require "export.common.names"
local nodes = require "export.calm.nodes"

local SCHEMA = "https://calm.finos.org/release/1.2/meta/calm.json"

local LEFT_OUT = {
  "consumer_groups", "event_sourcings", "cqrs", "meshes", "traffic", "accesses", "rate_limits",
  "quotas", "workloads", "experiments", "views",
}

-- ---- flows ----

local function transitions_of(world, steps)
  local list = {}
  for _, step in ipairs(steps) do
    local id = world.ids[step.relation]
    if id then
      list[#list + 1] = {
        ["relationship-unique-id"] = id, ["sequence-number"] = #list + 1, description = step.text,
        direction = step.is_back and "destination-to-source" or nil,
      }
    end
  end
  return list
end

local function add_flow(world, list, item, steps)
  local transitions = transitions_of(world, steps)
  if #transitions == 0 then
    world.out:loss(item, "a flow none of whose steps goes from one to another", "nothing")
    return
  end
  list[#list + 1] = {
    ["unique-id"] = world.flow_id(item), name = item.name, description = item.description or item.name,
    transitions = transitions,
  }
end

local function flows_of(world)
  local list = {}
  for _, scenario in ipairs(world.model.scenarios) do
    add_flow(world, list, scenario, flows.of_scenario(world.landscape, scenario, world.out))
  end
  for _, saga in ipairs(world.model.sagas) do
    add_flow(world, list, saga, flows.of_saga(world.landscape, saga, world.out))
  end
  return #list > 0 and list or nil
end

-- ---- the document ----

local function metadata_of(architecture)
  return architecture and { name = architecture.name, version = architecture.version } or nil
end

local function world_of(model, out)
  local world = {
    model = model, out = out, landscape = landscape.of(model), id_of = nodes.namer(),
    relation_id = names.mapper(names.label), flow_id = entities.namer(names.label),
    known = {}, ids = {}, nodes = {}, relationships = {},
  }
  world.graph = world.landscape.graph
  return world
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = world_of(model, out)
  nodes.add(world)
  if #world.nodes == 0 then return end
  calls_and_parts.add(world)
  entities.report_left_out(model, out, LEFT_OUT)
  out:document("architecture", {
    ["$schema"] = SCHEMA,
    nodes = world.nodes, relationships = #world.relationships > 0 and world.relationships or nil,
    flows = flows_of(world), metadata = metadata_of(model.architecture),
  })
end

---@type export.exporter
return {
  name = "calm",
  summary = "FINOS CALM 1.2: nodes, relationships, flows",
  formats = { "json" },
  order = {
    "$schema", "unique-id", "node-type", "name", "description", "nodes", "relationships", "relationship-type",
    "protocol", "flows", "metadata",
  },
  export = export,
}
