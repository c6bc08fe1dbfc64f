--- Views of the workspace: landscape, context, all containers, those of each context, each scenario and saga.

local flows = require "export.common.flows"
local names = require "export.common.names"

local views = {}

local LAYOUT = { implementation = "Graphviz", rankDirection = "TopBottom", rankSeparation = 300, nodeSeparation = 300 }

local function layout()
  local copy = {}
  for key, value in pairs(LAYOUT) do copy[key] = value end
  return copy
end

-- ---- views of structure ----

--- These elements and every relationship between two of them.
---@param list table[]
local function structure(world, list)
  local shown, parts, arrows = {}, {}, {}
  for _, element in ipairs(list) do
    shown[element.id], parts[#parts + 1] = true, { id = element.id }
  end
  for _, element in ipairs(list) do
    for _, relationship in ipairs(element.relationships or {}) do
      if shown[relationship.destinationId] then arrows[#arrows + 1] = { id = relationship.id } end
    end
  end
  return { elements = world.out.list(parts), relationships = world.out.list(arrows), automaticLayout = layout() }
end

local function around_system(world)
  local list = { world.system }
  for _, part in ipairs { world.people, world.others } do
    for _, element in ipairs(part) do list[#list + 1] = element end
  end
  return list
end

--- These containers, and whoever has to do with them.
---@param items frozen.item[]
local function with_neighbours(world, items)
  local list, known = {}, {}
  local function add(item)
    local element = world.element[item]
    if element and not known[element] then list[#list + 1], known[element] = element, true end
  end
  for _, item in ipairs(items) do add(item) end
  for _, item in ipairs(items) do
    for _, relation in ipairs(world.landscape:from(item)) do add(relation.to) end
    for _, relation in ipairs(world.landscape:to(item)) do add(relation.from) end
  end
  return list
end

local function container_view(world, key, title, items)
  local view = structure(world, with_neighbours(world, items))
  view.key, view.title, view.softwareSystemId = world.key_of(key), title, world.system.id
  view.externalSoftwareSystemBoundariesVisible = false
  return view
end

local function context_of(item)
  if item.kind == "datastore" then return item.owner and item.owner.context end
  return item.kind == "service" and item.context or nil
end

--- All of them, and those of each context.
local function containers_by_context(world)
  local all, by_context = {}, {}
  for _, container in ipairs(world.containers) do
    local item, context = container.item, context_of(container.item)
    all[#all + 1] = item
    if context then
      by_context[context] = by_context[context] or {}
      table.insert(by_context[context], item)
    end
  end
  return all, by_context
end

local function container_views(world)
  local all, by_context = containers_by_context(world)
  local list = { container_view(world, "containers", "All containers", all) }
  for _, context in ipairs(world.model.contexts) do
    local items = by_context[context]
    if items then list[#list + 1] = container_view(world, "context " .. context.name, context.name, items) end
  end
  return list
end

-- ---- views of behaviour ----

local function dynamic_view(world, item, steps)
  local parts, arrows, shown = {}, {}, {}
  local function show(element)
    if not shown[element] then parts[#parts + 1] = { id = element.id } end
    shown[element] = true
  end
  for _, step in ipairs(steps) do
    local relation = step.relation
    if world.relationship[relation] then
      show(world.element[relation.from])
      show(world.element[relation.to])
      arrows[#arrows + 1] = {
        id = world.relationship[relation].id, description = step.text, order = tostring(#arrows + 1),
        response = step.is_back or nil,
      }
    end
  end
  if #arrows == 0 then
    world.out:loss(item, "a flow none of whose steps goes from one to another", "nothing")
    return nil
  end
  return {
    key = world.key_of(item.kind .. " " .. item.name), title = item.name, description = item.description,
    elementId = world.system.id, elements = parts, relationships = arrows, automaticLayout = layout(),
  }
end

local function dynamic_views(world)
  local list = {}
  for _, scenario in ipairs(world.model.scenarios) do
    list[#list + 1] = dynamic_view(world, scenario, flows.of_scenario(world.landscape, scenario, world.out))
  end
  for _, saga in ipairs(world.model.sagas) do
    list[#list + 1] = dynamic_view(world, saga, flows.of_saga(world.landscape, saga, world.out))
  end
  return #list > 0 and list or nil
end

-- ---- shapes ----

local SHAPES = {
  { tag = "Person", shape = "Person" }, { tag = "Datastore", shape = "Cylinder" }, { tag = "Topic", shape = "Pipe" },
  { tag = "Broker", shape = "Pipe" }, { tag = "Gateway", shape = "Hexagon" },
  { tag = "External", shape = "RoundedBox", background = "#999999" },
}

local LINES = { { tag = "Synchronous", dashed = false }, { tag = "Asynchronous", dashed = true } }

---@param world export.structurizr.world
---@return table
function views.of(world)
  world.key_of = names.mapper(names.label)
  local landscape, context = structure(world, around_system(world)), structure(world, around_system(world))
  landscape.key, context.key = world.key_of("landscape"), world.key_of("system")
  context.softwareSystemId = world.system.id
  return {
    systemLandscapeViews = { landscape }, systemContextViews = { context },
    containerViews = container_views(world),
    dynamicViews = dynamic_views(world),
    configuration = { styles = { elements = SHAPES, relationships = LINES } },
  }
end

return views
