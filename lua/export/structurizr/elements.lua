--- Elements of the workspace: people, the system with its containers, the systems of others.

local entities = require "export.common.entities"
local facts = require "export.common.facts"
local graph = require "export.common.graph"
local landscape = require "export.common.landscape"
local names = require "export.common.names"

local elements = {}

elements.GROUP_SEPARATOR = "/"

---@class export.structurizr.world
---@field model frozen.model
---@field out export.out
---@field graph export.graph
---@field landscape export.landscape
---@field last_id integer
---@field element table<frozen.item, table> item → element
---@field relationship table<export.relation, table>
---@field containers { item: frozen.item, element: table }[]
---@field people table[]
---@field others table[] systems of others
---@field system table

---@param world export.structurizr.world
---@return string
function elements.next_id(world)
  world.last_id = world.last_id + 1
  return tostring(world.last_id)
end

-- ---- one element ----

--- Tags are written in one text with commas between them.
local function tags_of(world, item, ...)
  local tags = { ... }
  for _, tag in ipairs(item.tags) do
    local text = tag:gsub(",", ";")
    if text ~= tag then world.out:loss(item, "a tag with a comma", "one with a semicolon") end
    tags[#tags + 1] = text
  end
  return table.concat(tags, ",")
end

--- An element has one address; relative ones lead nowhere from here.
local function url_of(world, item)
  local first
  for _, link in ipairs(item.links) do
    if not first and link.url and link.url:match("^https?://%S+$") then
      first = link.url
    else
      world.out:loss(item, "more than one link, or one within the repository", "the first whole address")
    end
  end
  return first
end

--- Containers have a field for their technology.
local function properties_of(world, item)
  local properties = facts.of(item, world)
  if item.kind ~= "external" then properties.technology = nil end
  return next(properties) and properties or nil
end

local function element_of(world, item, name, ...)
  local element = {
    id = elements.next_id(world), name = name, description = item.description, tags = tags_of(world, item, ...),
    url = url_of(world, item), properties = properties_of(world, item),
  }
  world.element[item] = element
  return element
end

-- ---- containers ----

local function technologies_of(service)
  local technologies, list = service.technologies, {}
  for _, key in ipairs { "language", "framework" } do list[#list + 1] = technologies and technologies[key] end
  return #list > 0 and table.concat(list, ", ") or nil
end

local TECHNOLOGY = {
  service = technologies_of,
  datastore = function(store) return store.technology end,
  broker = function(broker) return broker.technology end,
  gateway = function() return nil end,
  topic = function(topic, world)
    local broker = world.graph:broker(topic)
    return broker and (broker.technology or broker.name)
  end,
}

--- "sales/orders" of a context within another one.
local function group_of_context(context)
  local path, deepest = {}, 32
  while context and #path < deepest do
    table.insert(path, 1, (context.name:gsub(elements.GROUP_SEPARATOR, " ")))
    context = context.parent
  end
  return #path > 0 and table.concat(path, elements.GROUP_SEPARATOR) or nil
end

local GROUPS = {
  service = function(service) return group_of_context(service.context) end,
  datastore = function(store) return store.owner and group_of_context(store.owner.context) end,
  topic = function(topic, world)
    local broker = world.graph:broker(topic)
    return broker and (broker.name:gsub(elements.GROUP_SEPARATOR, " "))
  end,
}

local KINDS = {
  { list = "services", tag = "Service" }, { list = "gateways", tag = "Gateway" },
  { list = "datastores", tag = "Datastore" }, { list = "topics", tag = "Topic" }, { list = "brokers", tag = "Broker" },
}

--- A broker whose topics are containers is the group around them.
local function is_container(world, item)
  if item.kind ~= "broker" then return graph.answering(item) == item end
  for _, topic in ipairs(world.model.topics) do
    if world.graph:broker(topic) == item then return false end
  end
  return true
end

local function add_containers(world)
  local name_of = entities.namer(names.same)
  for _, row in ipairs(KINDS) do
    for _, item in ipairs(world.model[row.list]) do
      if is_container(world, item) then
        local group = GROUPS[item.kind]
        local element = element_of(world, item, name_of(item), "Element", "Container", row.tag)
        element.technology = TECHNOLOGY[item.kind](item, world)
        element.group = group and group(item, world)
        table.insert(world.containers, { item = item, element = element })
      elseif item.kind == "broker" and item.description then
        world.out:loss(item, "what a broker is there for", "a group around its topics")
      end
    end
  end
end

-- ---- people and systems ----

local function add_system(world, name_of)
  local architecture = world.model.architecture
  if architecture then
    world.system = element_of(world, architecture, name_of(architecture), "Element", "Software System")
  else
    world.system = { id = elements.next_id(world), name = "System", tags = "Element,Software System" }
  end
end

---@param world export.structurizr.world
function elements.add(world)
  local name_of = entities.namer(names.same)
  add_system(world, name_of)
  for _, actor in ipairs(world.model.actors) do
    table.insert(world.people, element_of(world, actor, name_of(actor), "Element", "Person"))
  end
  for _, external in ipairs(world.model.externals) do
    local element = element_of(world, external, name_of(external), "Element", "Software System", "External")
    table.insert(world.others, element)
  end
  add_containers(world)
end

-- ---- relationships ----

local function add_relationship(world, source, relation, fields)
  source.relationships = source.relationships or {}
  fields.id, fields.sourceId = elements.next_id(world), source.id
  fields.interactionStyle = landscape.is_asynchronous(relation) and "Asynchronous" or "Synchronous"
  fields.tags = "Relationship," .. fields.interactionStyle
  table.insert(source.relationships, fields)
  return fields
end

local function is_same(some, others)
  for key in pairs(some) do
    if some[key] ~= others[key] then return false end
  end
  for key in pairs(others) do
    if some[key] == nil then return false end
  end
  return true
end

--- Calls of one pair are one arrow; where they are made differently, the first one speaks for all.
local function call_facts(world, relation)
  if relation.kind ~= "sync" then return nil, nil end
  local properties = facts.of_call(relation.by[1])
  for index = 2, #relation.by do
    if not is_same(properties, facts.of_call(relation.by[index])) then
      world.out:loss(relation.by[index], "calls of one pair that are made differently", "how the first one is made")
    end
  end
  properties.protocol = nil
  return relation.by[1].protocol, next(properties) and properties or nil
end

local function relate(world, relation)
  local source, destination = world.element[relation.from], world.element[relation.to]
  if not source or not destination then return end
  local technology, properties = call_facts(world, relation)
  world.relationship[relation] = add_relationship(world, source, relation, {
    destinationId = destination.id, description = landscape.describe(relation),
    technology = technology, properties = properties,
  })
end

--- What people and other systems have to do with a container they have to do with the system: views from farther away
--- show that. The first arrow of a pair stands for all.
local function imply(world, relation, is_outside, seen)
  local from, to = world.element[relation.from], world.element[relation.to]
  local source = is_outside[from] and from or world.system
  local destination = is_outside[to] and to or world.system
  local key = source.id .. ">" .. destination.id
  local direct = world.relationship[relation]
  if source == destination or (is_outside[from] and is_outside[to]) or seen[key] then return end
  seen[key] = true
  add_relationship(world, source, relation, {
    destinationId = destination.id, description = direct.description, technology = direct.technology,
    linkedRelationshipId = direct.id,
  })
end

---@param world export.structurizr.world
function elements.relate(world)
  local is_outside, seen = {}, {}
  for _, list in ipairs { world.people, world.others } do
    for _, element in ipairs(list) do is_outside[element] = true end
  end
  for _, relation in ipairs(world.landscape.relations) do
    relate(world, relation)
    if world.relationship[relation] then imply(world, relation, is_outside, seen) end
  end
end

return elements
