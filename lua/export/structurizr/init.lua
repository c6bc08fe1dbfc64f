--- structurizr: the model as a C4 workspace. The architecture is the system, services, stores, topics and gateways
--- are its containers, contexts and brokers are groups, actors people, externals systems of others, scenarios dynamic
--- views.

local documentation = require "export.structurizr.documentation"
local elements = require "export.structurizr.elements"
local entities = require "export.common.entities"
local landscape = require "export.common.landscape"
local views = require "export.structurizr.views"

local LEFT_OUT = {
  "consumer_groups", "event_sourcings", "cqrs", "meshes", "traffic", "accesses", "rate_limits", "quotas",
  "workloads", "experiments", "views",
}

local function system_of(world)
  local containers = {}
  for _, container in ipairs(world.containers) do containers[#containers + 1] = container.element end
  world.system.containers = #containers > 0 and containers or nil
  world.system.documentation = documentation.of(world.model)
  return world.system
end

local function people_of(world)
  return #world.people > 0 and world.people or nil
end

local function model_of(world)
  local systems = { system_of(world) }
  for _, other in ipairs(world.others) do systems[#systems + 1] = other end
  return {
    people = people_of(world), softwareSystems = systems,
    properties = { ["structurizr.groupSeparator"] = elements.GROUP_SEPARATOR },
  }
end

local function report(world)
  entities.report_left_out(world.model, world.out, LEFT_OUT)
  for _, service in ipairs(world.model.services) do
    for _, endpoint in ipairs(service.endpoints) do
      world.out:loss(endpoint, "an operation of a service", "its name on the arrows of those who call it")
    end
  end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = {
    model = model, out = out, landscape = landscape.of(model), last_id = 0, element = {}, relationship = {},
    containers = {}, people = {}, others = {},
  }
  world.graph = world.landscape.graph
  elements.add(world)
  if #world.containers == 0 then return end
  elements.relate(world)
  report(world)
  local architecture = model.architecture
  out:document("workspace", {
    name = world.system.name, description = world.system.description, version = architecture and architecture.version,
    model = model_of(world), views = views.of(world), configuration = { scope = "SoftwareSystem" },
  })
end

---@type export.exporter
return {
  name = "structurizr",
  summary = "A C4 workspace with views and scenarios",
  formats = { "json" },
  order = { "id", "key", "name", "title", "description", "version", "model", "views", "people", "softwareSystems" },
  export = export,
}
