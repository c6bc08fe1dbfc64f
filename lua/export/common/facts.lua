--- What the model says of its entities, as text by name: for catalogs and diagrams, which hold anything in such a form.

local units = require "export.common.units"

local facts = {}

--- A list of text in one line, or nil where it is empty. Lists of the view are no tables.
---@param texts string[]
---@return string?
function facts.of_list(texts)
  local list = {}
  for index, entry in ipairs(texts) do list[index] = entry end
  return #list > 0 and table.concat(list, ", ") or nil
end

local function text(value)
  if value == nil then return nil end
  return math.type(value) == "float" and units.decimal(value) or tostring(value)
end

local function range(low, high)
  if not low or not high or low == high then return text(low or high) end
  return ("%d..%d"):format(low, high)
end

-- ---- who answers for it ----

-- Nested contexts: a model with an error may lead in a circle.
local DEEPEST = 32

local function team_of_context(context)
  for _ = 1, DEEPEST do
    if not context or context.owner_name then return context and context.owner_name end
    context = context.parent
  end
  return nil
end

local function team_of_service(service)
  return service and (service.owner_name or team_of_context(service.context))
end

local TEAMS = {
  architecture = function(architecture) return architecture.owner_name end,
  context = team_of_context,
  service = team_of_service,
  datastore = function(store) return team_of_service(store.owner) end,
  gateway = function(gateway) return team_of_service(gateway.service) end,
  broker = function() return nil end,
  topic = function() return nil end,
}

--- The name of the team that answers for an item: its own, else that of what it is part of; that of the architecture
--- answers for the rest.
---@param model frozen.model
---@param item frozen.item
---@return string?
function facts.team(model, item)
  local find = TEAMS[item.kind]
  local architecture = model.architecture
  return find and (find(item) or architecture and architecture.owner_name) or nil
end

-- ---- objectives ----

local function target_text(slo)
  if slo.sli == "error_rate" and slo.target then
    return ("at most %s of errors"):format(units.percent_text(slo.target))
  end
  if slo.target_ms and slo.percentile then
    return ("%s below %s"):format(units.percent_text(slo.percentile), units.prometheus(slo.target_ms))
  end
  return slo.target_ms and "below " .. units.prometheus(slo.target_ms)
    or slo.target_per_s and units.decimal(slo.target_per_s) .. "/s"
    or units.percent_text(slo.target)
end

--- "99.9% in 30d", "99% below 200ms in 30d".
---@param slo frozen.slo
---@return string?
function facts.objective(slo)
  local target = target_text(slo)
  local window = slo.window_s and units.prometheus(slo.window_s * 1000)
  return target and (window and ("%s in %s"):format(target, window) or target)
end

local function add_objectives(into, slos)
  for _, slo in ipairs(slos) do into["objective." .. slo.name] = facts.objective(slo) end
end

-- ---- entities ----

local function add_technologies(into, technologies)
  if not technologies then return end
  for _, key in ipairs { "language", "framework", "runtime", "database" } do into[key] = technologies[key] end
end

local function of_service(service, world)
  local scaling = service.scaling
  local into = {
    context = service.context_name,
    responsibilities = facts.of_list(service.responsibilities),
    criticality = service.criticality,
    deployment = service.deployment and service.deployment.kind,
    replicas = scaling and range(scaling.min, scaling.max),
    discovery = service.discovery,
    release_group = service.release_group,
    image = service.image,
    tracer = service.tracing and service.tracing.tracer,
    sample_rate = service.tracing and units.percent_text(service.tracing.sample_rate),
  }
  add_technologies(into, service.technologies)
  add_objectives(into, world.graph:slos(service))
  return into
end

local FACTS = {
  architecture = function(architecture) return { pattern = architecture.pattern, version = architecture.version } end,
  service = of_service,
  external = function(external, world)
    local into = { technology = external.technology }
    add_objectives(into, world.graph:slos(external))
    return into
  end,
  datastore = function(store)
    return {
      technology = store.technology, purpose = store.purpose, data = store.data, schema = facts.of_list(store.schema),
      single_writer = text(store.single_writer),
    }
  end,
  broker = function(broker) return { technology = broker.technology, nodes = text(broker.nodes) } end,
  topic = function(topic, world)
    local broker = world.graph:broker(topic)
    return {
      broker = broker and broker.name or topic.broker_name, key = topic.key,
      partitions = text(topic.partitions), replication = text(topic.replication), ordering = text(topic.ordering),
      retention = topic.retention_s and units.prometheus(topic.retention_s * 1000),
      dead_letter = topic.dead_letter_name,
    }
  end,
  gateway = function(gateway)
    local authentication, limit, tls = gateway.authentication, gateway.rate_limiting, gateway.tls
    return {
      authentication = authentication and authentication.type,
      rate = limit and limit.rate_per_s and units.decimal(units.ratio(limit.rate_per_s)) .. "/s",
      tls = tls and tls.mode, hosts = tls and facts.of_list(tls.hosts),
    }
  end,
  context = function(context)
    local into = {
      subdomain = context.subdomain, aggregates = facts.of_list(context.aggregates), legacy = text(context.legacy),
      parent = context.parent_name,
    }
    for term, meaning in pairs(context.language) do into["term." .. term] = meaning end
    return into
  end,
}

-- ---- calls ----

local function add_policies(into, call)
  local retry, breaker = call.retry_in_force, call.circuit_breaker_in_force
  into.timeout = units.go(call.timeout_in_force_ms)
  into.attempts = call.attempts and call.attempts > 1 and text(call.attempts) or nil
  into.backoff = retry and units.go(retry.backoff_ms)
  into["circuit_breaker.failures"] = breaker and text(breaker.failure_threshold)
  into["circuit_breaker.reset"] = breaker and units.go(breaker.reset_timeout_ms)
  into.bulkhead = text(call.bulkhead_in_force)
end

--- What the model says of a call.
---@param call frozen.sync
---@return table<string, string>
function facts.of_call(call)
  local into = {
    protocol = call.protocol, fallback = call.fallback, optional = text(call.optional),
    idempotent = text(call.idempotent), version = call.version,
  }
  add_policies(into, call)
  return into
end

---@class export.facts.world
---@field model frozen.model
---@field graph export.graph

--- What the model says of an entity; properties of its own that have the name of a fact stand under "property.NAME".
---@param item frozen.item
---@param world export.facts.world
---@return table<string, string>
function facts.of(item, world)
  local make = FACTS[item.kind]
  local into = make and make(item, world) or {}
  into.owner = facts.team(world.model, item)
  for key, value in pairs(item.properties) do into[into[key] and "property." .. key or key] = value end
  return into
end

return facts
