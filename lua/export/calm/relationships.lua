--- Relationships: who has to do with whom, and what is part of what.

local facts = require "export.common.facts"
local landscape = require "export.common.landscape"
local lists = require "export.common.lists"
local meshes = require "export.common.meshes"
local nodes = require "export.calm.nodes"

local relationships = {}

local function add(world, id, fields)
  fields["unique-id"] = id
  table.insert(world.relationships, fields)
  return id
end

-- ---- who has to do with whom ----

local PROTOCOLS = { rest = "HTTP", graphql = "HTTP", grpc = "HTTP", ["function"] = "HTTP", thrift = "TCP", tcp = "TCP" }

local function is_in(mesh, item)
  return item.kind == "service" and meshes.holds(mesh, item)
end

--- In a mesh that takes nothing but mutual TLS it is that, whatever goes through.
local function is_encrypted(world, relation)
  for _, mesh in ipairs(world.model.meshes) do
    local is_strict = mesh.security and mesh.security.mtls == "strict"
    if is_strict and is_in(mesh, relation.from) and is_in(mesh, relation.to) then return true end
  end
  return false
end

local function protocol_of(world, relation)
  local call = relation.by[1]
  local protocol = relation.kind == "sync" and PROTOCOLS[call.protocol]
  if not protocol then return nil end
  return is_encrypted(world, relation) and "mTLS" or protocol
end

local function calls_of(relation)
  local list = {}
  for index, call in ipairs(relation.kind == "sync" and relation.by or {}) do
    local of_call = facts.of_call(call)
    of_call.endpoints = facts.of_list(call.endpoints)
    list[index] = next(of_call) and of_call or nil
  end
  return list
end

local function metadata_of(world, relation)
  local calls = world.out.list()
  for _, call in pairs(calls_of(relation)) do calls[#calls + 1] = call end
  return { kind = relation.kind, calls = #calls > 0 and calls or nil }
end

--- Of a service with several ports nobody tells which one is meant.
local function interfaces_of(world, item)
  local ports = item.kind == "service" and world.graph:ports(item) or {}
  return #ports == 1 and { nodes.interface_id(world, item, ports[1]) } or nil
end

--- An actor interacts, everything else connects.
local function type_of(world, relation)
  local from, to = world.id_of(relation.from), world.id_of(relation.to)
  if relation.from.kind == "actor" then return { interacts = { actor = from, nodes = { to } } } end
  local destination = { node = to, interfaces = interfaces_of(world, relation.to) }
  return { connects = { source = { node = from }, destination = destination } }
end

local function relate(world, relation)
  local from, to = world.id_of(relation.from), world.id_of(relation.to)
  local id = world.relation_id(("%s %s %s"):format(from, relation.kind, to))
  world.ids[relation] = add(world, id, {
    description = landscape.describe(relation), ["relationship-type"] = type_of(world, relation),
    protocol = protocol_of(world, relation), metadata = metadata_of(world, relation),
  })
end

-- ---- how contexts stand to each other ----

local function ends_of(relationship)
  local between = relationship.between
  return relationship.downstream or between[1], relationship.upstream or between[2]
end

local function roles_of(relationship)
  return {
    pattern = relationship.pattern, technology = relationship.technology, exposes = facts.of_list(relationship.exposes),
    upstream_roles = facts.of_list(relationship.upstream_roles),
    downstream_roles = facts.of_list(relationship.downstream_roles),
  }
end

--- The downstream needs the upstream. Who goes separate ways has nothing to do with the other.
local function relate_contexts(world, relationship)
  local from, to = ends_of(relationship)
  if not from or not to or relationship.pattern == "separate-ways" then
    world.out:loss(relationship, "contexts that go separate ways", "nothing")
    return
  end
  local source, destination = world.id_of(from), world.id_of(to)
  add(world, world.relation_id(("%s %s %d"):format(source, destination, #world.relationships)), {
    description = relationship.description or relationship.pattern,
    ["relationship-type"] = { connects = { source = { node = source }, destination = { node = destination } } },
    metadata = world.out.map(roles_of(relationship)),
  })
end

-- ---- what is part of what ----

local function compose(world, whole, parts, verb)
  local ids = {}
  for _, part in ipairs(parts) do
    if world.known[part] then ids[#ids + 1] = world.id_of(part) end
  end
  if #ids == 0 then return end
  local id = world.id_of(whole)
  add(world, world.relation_id(id .. " " .. verb), {
    ["relationship-type"] = { [verb] = { container = id, nodes = ids } },
  })
end

local function contained(model, list, key, container)
  local parts = {}
  for _, item in ipairs(model[list]) do
    if item[key] == container then parts[#parts + 1] = item end
  end
  return parts
end

local function stores_of(model, context)
  local stores = {}
  for _, store in ipairs(model.datastores) do
    if store.owner and store.owner.context == context then stores[#stores + 1] = store end
  end
  return stores
end

local function parts_of_context(model, context)
  return lists.joined(contained(model, "contexts", "parent", context), context.services, stores_of(model, context))
end

--- What no context holds.
local function parts_of_architecture(model)
  return lists.joined(contained(model, "contexts", "parent", nil), contained(model, "services", "context", nil),
    contained(model, "datastores", "owner", nil), model.brokers, model.gateways)
end

local function topics_of(world, broker)
  local topics = {}
  for _, topic in ipairs(world.model.topics) do
    if world.graph:broker(topic) == broker then topics[#topics + 1] = topic end
  end
  return topics
end

---@param world export.calm.world
function relationships.add(world)
  for _, relation in ipairs(world.landscape.relations) do
    if world.known[relation.from] and world.known[relation.to] then relate(world, relation) end
  end
  local model = world.model
  for _, relationship in ipairs(model.relationships) do relate_contexts(world, relationship) end
  if model.architecture then compose(world, model.architecture, parts_of_architecture(model), "composed-of") end
  for _, context in ipairs(model.contexts) do
    compose(world, context, parts_of_context(model, context), "composed-of")
  end
  for _, broker in ipairs(model.brokers) do compose(world, broker, topics_of(world, broker), "composed-of") end
end

return relationships
