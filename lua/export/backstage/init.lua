--- backstage: the catalog of everything in one file. Architecture and contexts with parts are domains, contexts
--- systems, services components with their APIs; stores, topics, brokers, gateways and externals are resources,
--- teams groups.

local apis = require "export.backstage.apis"
local definitions = require "export.backstage.definitions"
local entities = require "export.common.entities"
local facts = require "export.common.facts"
local graph = require "export.common.graph"
local landscape = require "export.common.landscape"
local metadata = require "export.backstage.metadata"
local names = require "export.common.names"

---@class export.backstage.world
---@field model frozen.model
---@field out export.out
---@field graph export.graph
---@field landscape export.landscape
---@field apis table<frozen.service, export.backstage.api[]>
---@field names table<string, fun(item: frozen.item): string> kind of the catalog → name of an item
---@field definition_of fun(api: export.backstage.api): string
---@field documents table[]

--- What resources are made of, in the order in which they get their names.
local TYPES = {
  { list = "datastores", type = "database" }, { list = "brokers", type = "message-broker" },
  { list = "topics", type = "topic" }, { list = "gateways", type = "gateway" },
  { list = "externals", type = "external-system" },
}

local function add(world, kind, head, spec)
  table.insert(world.documents, { apiVersion = "backstage.io/v1alpha1", kind = kind, metadata = head, spec = spec })
end

local function group_ref(world, name)
  return "group:" .. world.team_name(name)
end

local function owner_of(world, item)
  local team = facts.team(world.model, item)
  if team then return group_ref(world, team) end
  world.out:loss(item, "the model gives no owner", "the owner " .. world.out.options.owner, "unsaid")
  return world.out.options.owner
end

--- Entries once each, or nil: an empty list says nothing.
local function unique(entries)
  local list, seen = {}, {}
  for _, entry in ipairs(entries) do
    if not seen[entry] then list[#list + 1] = entry end
    seen[entry] = true
  end
  return #list > 0 and list or nil
end

-- ---- domains and systems ----

local function has_parts(world, context)
  for _, other in ipairs(world.model.contexts) do
    if other.parent == context then return true end
  end
  return false
end

local function domain_of(world, context)
  local above = context.parent or world.model.architecture
  return above and above.name and world.names.domain(above) or nil
end

local function export_domains(world)
  local architecture = world.model.architecture
  if architecture then
    local name = world.names.domain(architecture)
    add(world, "Domain", metadata.of(world, architecture, name), { owner = owner_of(world, architecture) })
  end
  for _, context in ipairs(world.model.contexts) do
    if has_parts(world, context) then
      add(world, "Domain", metadata.of(world, context, world.names.domain(context)), {
        owner = owner_of(world, context), subdomainOf = domain_of(world, context),
      })
    end
  end
end

local function export_systems(world)
  for _, context in ipairs(world.model.contexts) do
    add(world, "System", metadata.of(world, context, world.names.system(context)), {
      owner = owner_of(world, context),
      domain = has_parts(world, context) and world.names.domain(context) or domain_of(world, context),
    })
  end
end

local function system_of(world, service)
  return service and service.context and world.names.system(service.context) or nil
end

-- ---- components and APIs ----

local RESOURCES = { datastore = true, broker = true, topic = true, external = true, gateway = true }

local function ref_of(world, item)
  if item.kind == "service" then return "component:" .. world.names.component(item) end
  return RESOURCES[item.kind] and "resource:" .. world.names.resource(item) or nil
end

local function consumed(world, service)
  local list, is_api = {}, {}
  for _, call in ipairs(service.dependencies) do
    local api = call.kind == "sync" and apis.called(world.apis, call)
    if api and api.service ~= service then list[#list + 1], is_api[api.service] = api.name, true end
  end
  for _, api in ipairs(apis.heard(world.apis, service)) do list[#list + 1] = api.name end
  return unique(list), is_api
end

--- What it needs besides the APIs it calls.
local function needed(world, item, is_api)
  local list = {}
  for _, relation in ipairs(world.landscape:from(item)) do
    local is_said = relation.kind == "sync" and is_api[relation.to]
    list[#list + 1] = not is_said and ref_of(world, relation.to) or nil
  end
  return unique(list)
end

local function lifecycle_of(world, service)
  world.out:loss(service, "the model gives no lifecycle", "the lifecycle " .. world.out.options.lifecycle, "unsaid")
  return world.out.options.lifecycle
end

local function provided(world, service)
  local list = {}
  for _, api in ipairs(world.apis[service]) do list[#list + 1] = api.name end
  return unique(list)
end

local function export_component(world, service)
  local consumes, is_api = consumed(world, service)
  add(world, "Component", metadata.of(world, service, world.names.component(service)), {
    type = "service", lifecycle = lifecycle_of(world, service), owner = owner_of(world, service),
    system = system_of(world, service),
    providesApis = provided(world, service), consumesApis = consumes, dependsOn = needed(world, service, is_api),
  })
end

local function is_deprecated(api)
  for _, item in ipairs(api.items) do
    if api.style == "asyncapi" or not item.deprecated then return false end
  end
  return true
end

local function export_api(world, api)
  add(world, "API", { name = api.name, title = ("%s (%s)"):format(api.service.name, api.style) }, {
    type = api.style, lifecycle = is_deprecated(api) and "deprecated" or world.out.options.lifecycle,
    owner = owner_of(world, api.service), system = system_of(world, api.service),
    definition = world.definition_of(api),
  })
end

-- ---- resources ----

local function export_resource(world, item, type)
  local needs = needed(world, item, {}) or {}
  local broker = item.kind == "topic" and world.graph:broker(item)
  if broker then needs[#needs + 1] = ref_of(world, broker) end
  add(world, "Resource", metadata.of(world, item, world.names.resource(item)), {
    type = type, owner = owner_of(world, item),
    system = item.kind == "datastore" and system_of(world, item.owner) or nil,
    dependsOn = unique(needs),
  })
end

--- A gateway that a service realises is that component.
local function export_resources(world)
  for _, row in ipairs(TYPES) do
    for _, item in ipairs(world.model[row.list]) do
      if graph.answering(item) == item then export_resource(world, item, row.type) end
    end
  end
end

-- ---- people ----

local function export_team(world, team, users)
  local members = {}
  for _, member in ipairs(team.members) do
    members[#members + 1] = world.user_name(member)
    if not users[member] then users[#users + 1], users[member] = member, {} end
    table.insert(users[member], world.team_name(team.name))
  end
  local email = team.contact and team.contact:match("^[^@%s]+@[^@%s]+$")
  local head = metadata.of(world, team, world.team_name(team.name))
  if team.contact and not email then
    head.annotations = head.annotations or {}
    head.annotations.contact = team.contact
  end
  add(world, "Group", head, {
    type = "team", profile = { displayName = team.name, email = email }, children = world.out.list(),
    members = unique(members),
  })
end

local function export_people(world)
  local users = {}
  for _, team in ipairs(world.model.teams) do export_team(world, team, users) end
  for _, member in ipairs(users) do
    add(world, "User", { name = world.user_name(member) }, {
      profile = { displayName = member }, memberOf = unique(users[member]),
    })
  end
end

-- ---- the file ----

local LEFT_OUT = {
  "actors", "relationships", "sagas", "scenarios", "consumer_groups", "event_sourcings", "cqrs", "meshes", "traffic",
  "accesses", "rate_limits", "quotas", "workloads", "experiments", "views",
}

local function report(world)
  entities.report_left_out(world.model, world.out, LEFT_OUT)
  for _, call in ipairs(world.model:calls()) do
    if next(facts.of_call(call)) then
      world.out:loss(call, "how a call is made: protocol, timeout, tries, breaker", "that it is made")
    end
  end
end

local function world_of(model, out)
  local world = {
    model = model, out = out, landscape = landscape.of(model), documents = {}, apis = {}, names = {},
    team_name = names.mapper(names.label), user_name = names.mapper(names.label),
  }
  world.graph, world.definition_of = world.landscape.graph, definitions.of(model, out)
  for _, kind in ipairs { "domain", "system", "component", "resource" } do
    world.names[kind] = entities.namer(names.label)
  end
  for _, row in ipairs(TYPES) do
    for _, item in ipairs(model[row.list]) do world.names.resource(item) end
  end
  local api_name = names.mapper(names.label)
  for _, service in ipairs(model.services) do world.apis[service] = apis.of(service, api_name, out) end
  return world
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = world_of(model, out)
  export_domains(world)
  export_systems(world)
  for _, service in ipairs(model.services) do export_component(world, service) end
  for _, service in ipairs(model.services) do
    for _, api in ipairs(world.apis[service]) do export_api(world, api) end
  end
  export_resources(world)
  export_people(world)
  report(world)
  if #world.documents > 0 then out:file("catalog-info")(world.documents) end
end

---@type export.exporter
return {
  name = "backstage",
  summary = "Software catalog: domains, systems, components, APIs, resources, groups",
  order = {
    "apiVersion", "kind", "metadata", "name", "title", "description", "annotations", "tags", "links", "spec", "type",
    "lifecycle", "owner", "system", "domain", "subdomainOf",
  },
  options = {
    { name = "lifecycle", default = "production", summary = "lifecycle of every component" },
    { name = "owner", default = "unknown", summary = "owner of what nobody owns" },
  },
  export = export,
}
