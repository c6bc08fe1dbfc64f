--- The seeds' classes: what their documents do in Python, said in Lunette's language.
---
---   local m = require "microservices"
---   local ms = m.Microservices()
---   local orders = ms:create_service{ service_name = "order-service", domain = "orders" }
---   orders:add_endpoint("/orders")
---
--- Positional arguments stay positional; keyword arguments become one table, the last argument. Every method
--- declares: it maps names and calls the constructor of the same thing. So what a method takes beyond the
--- arguments listed here are the constructor's own fields, and what is wrong with them is found as ever.
--- Handles come back, good wherever the language wants one.

local calls = require "lunette.calls"

local host = ...
local kinds, add = host.kinds, host.add
local class, method, construct, constructor_for = calls.class, calls.method, calls.construct, calls.constructor_for
local put, put_all, take, rename = calls.put, calls.put_all, calls.take, calls.rename
local each, convert, convert_field = calls.each, calls.convert, calls.convert_field

--- The seeds' experiments last a minute when nothing else is said.
local DURATION_SECONDS = 60

-- ---- what several methods do ---------------------------------------------------------------------

--- What the seeds take for granted: declared by name alone it gives way to a declaration with fields.
local function imply(kind, name)
  if type(name) == "string" then kinds[kind](name) end
end

local function add_all(kind, entity, field, parts)
  for _, part in ipairs(parts) do add(kind, entity, field, part) end
  return parts
end

--- Several calls may tell of one event: its fields so far, by name.
local events = {}

--- Whether one can be told beside the other; only then it is.
local function agrees(known, news)
  for key, value in pairs(news) do
    local old = known[key]
    if type(old) == "table" and type(value) == "table" then
      if not agrees(old, value) then return false end
    elseif old ~= nil and old ~= value then
      return false
    end
  end
  return true
end

local function learn(known, news)
  for key, value in pairs(news) do
    if type(known[key]) == "table" then learn(known[key], value) else known[key] = value end
  end
end

local function declare_event(name, fields)
  local known = type(name) == "string" and events[name]
  if known and agrees(known.fields, fields) then
    learn(known.fields, fields)
    return known.handle
  end
  local handle = construct(kinds.event, name, fields)
  if type(name) == "string" then events[name] = { fields = fields, handle = handle } end
  return handle
end

--- A schema out of an example: { order_id = "123" } has a string order_id.
local function types_of(value)
  if type(value) ~= "table" then return math.type(value) or type(value) end
  if #value > 0 then return "list" end
  local types = {}
  for key, entry in pairs(value) do types[key] = types_of(entry) end
  return types
end

-- ---- services ----------------------------------------------------------------------------------

local service_methods = {
  add_endpoint = method("path method", function(service, fields)
    local constructor = constructor_for(take(fields, "method") or "GET", "method")
    add("service", service, "endpoints", construct(constructor, take(fields, "path"), fields))
    return service
  end),

  add_dependency = method("service_name kind", function(service, fields)
    local constructor = constructor_for(take(fields, "kind") or "sync", "kind")
    add("service", service, "dependencies", construct(constructor, take(fields, "service_name"), fields))
    return service
  end),

  add_event = method("name kind", function(service, fields)
    add("service", service, "publishes", declare_event(take(fields, "name"), fields))
    return service
  end),
}

local function declare_service(name, fields)
  imply("context", fields.domain or fields.bounded_context or fields.context)
  return construct(kinds.service, name, setmetatable(fields, { __index = service_methods }))
end

--- { method = "GET", path = "/orders", summary = "…" }
local function endpoint(fields)
  return construct(constructor_for(take(fields, "method"), "method"), take(fields, "path"), fields)
end

--- { type = "liveness", endpoint = "/health", interval_seconds = 30 }
local function probe(fields)
  return construct(constructor_for(take(fields, "type"), "type"), take(fields, "endpoint"), fields)
end

local function slo(fields) return construct(kinds.slo, take(fields, "name"), fields) end

--- { path = "/api/orders", service = "order-service" }
local function route(fields) return construct(kinds.route, take(fields, "path"), fields) end

--- { name = "step1", service = "order-service", action = "…", compensation = "…" }
local function step(fields)
  rename(fields, "service_name", "service")
  return construct(kinds.step, take(fields, "name"), fields)
end

-- ---- the first document ------------------------------------------------------------------------

local Microservices = class("Microservices", {
  define_architecture = method("name pattern", function(_, fields)
    return construct(kinds.architecture, take(fields, "name"), fields)
  end),

  create_service = method("service_name domain responsibilities[] technologies{}", function(_, fields)
    return declare_service(take(fields, "service_name"), fields)
  end),

  define_api_gateway = method("name routes[] authentication{} rate_limiting{}", function(_, fields)
    convert_field(fields, "routes", function(entry) return route(put_all({}, entry)) end)
    return construct(kinds.gateway, take(fields, "name"), fields)
  end),

  define_service_mesh = method("name mesh_type observability{} security{}", function(_, fields)
    rename(fields, "mesh_type", "type")
    return construct(kinds.mesh, take(fields, "name"), fields)
  end),

  define_circuit_breaker = method("service_name failure_threshold reset_timeout_seconds", function(_, fields)
    return kinds.circuit_breaker(fields)
  end),

  define_retry_policy = method("service_name max_attempts backoff_multiplier max_backoff_ms", function(_, fields)
    return kinds.retry_policy(fields)
  end),

  define_saga_pattern = method("saga_name compensation_strategy", function(_, fields)
    return construct(kinds.saga, take(fields, "saga_name"), fields)
  end),

  add_saga_step = method("saga step_name service_name action compensation", function(_, fields)
    local saga = take(fields, "saga")
    rename(fields, "step_name", "name")
    add("saga", saga, "steps", step(fields))
    return saga
  end),

  configure_health_checks = method("service_name checks[]", function(_, fields)
    local service = take(fields, "service_name")
    return add_all("service", service, "health", convert(each(fields, "checks"), probe))
  end),

  define_service_level_objectives = method("service_name slo_config[]", function(_, fields)
    local service = take(fields, "service_name")
    return add_all("service", service, "slos", convert(each(fields, "slo_config"), slo))
  end),

  configure_distributed_tracing = method("service_name tracer sample_rate", function(_, fields)
    local service, tracing = take(fields, "service_name"), kinds.tracing(fields)
    add("service", service, "tracing", tracing)
    return tracing
  end),

  define_deployment_strategy = method("service_name strategy", function(_, fields)
    local service, strategy = take(fields, "service_name"), take(fields, "strategy")
    local constructor = constructor_for(strategy, "strategy")
    local config = fields[strategy .. "_config"]
    if type(config) == "table" then put_all(fields, take(fields, strategy .. "_config")) end
    -- The seeds count both shares in percent, but only one says so.
    if fields.initial_percentage and type(fields.increment) == "number" then
      rename(fields, "increment", "increment_percentage")
    end
    local deployment = constructor(fields)
    add("service", service, "deployment", deployment)
    return deployment
  end),

  define_event_sourcing = method("service_name event_store{} snapshot_policy{}", function(_, fields)
    rename(fields, "service_name", "service")
    if type(fields.event_store) == "table" then imply("topic", fields.event_store.topic) end
    return kinds.event_sourcing(fields)
  end),

  define_cqrs_pattern = method("service_name read_model{} write_model{}", function(_, fields)
    rename(fields, "service_name", "service")
    return kinds.cqrs(fields)
  end),
})

-- ---- the second document -----------------------------------------------------------------------

local definition_parameters = calls.parse_parameters "service_name language framework dependencies[] ports[]"

--- What a skeleton is generated from; it declares nothing until it is.
local function ServiceDefinition(...) return calls.bind(definition_parameters, ...) end

local ServiceDesigner = class("ServiceDesigner", {
  design_service = method("name bounded_context capabilities[]", function(_, fields)
    return declare_service(take(fields, "name"), fields)
  end),

  define_api_contract = method("service_name endpoints[]", function(_, fields)
    local service = take(fields, "service_name")
    return add_all("service", service, "endpoints", convert(each(fields, "endpoints"), endpoint))
  end),

  --- Takes a ServiceDefinition; `lunette export` writes the skeleton.
  generate_service_scaffold = method("definition{}", function(_, fields)
    local definition = take(fields, "definition")
    if type(definition) == "table" then put_all(fields, definition) else put(fields, nil, definition) end
    local service, scaffold = take(fields, "service_name"), kinds.scaffold(fields)
    add("service", service, "scaffold", scaffold)
    return scaffold
  end),
})

--- { destination = { host = "orders", subset = "v2" }, weight = 90 }
local function destination(fields)
  local target = take(fields, "destination")
  if type(target) == "table" then put_all(fields, target) else put(fields, nil, target) end
  return construct(kinds.to, take(fields, "host"), fields)
end

--- What an HTTP route says of all its destinations; the rest is said of the traffic.
local of_each_destination = { "match", "timeout", "retry", "mirror" }

--- { route = { { destination = { … }, weight = 90 }, … }, timeout = "1s" }, as Istio has it. What is neither of
--- the destinations nor of the traffic is left to the traffic to complain of.
local function add_http_route(http, traffic)
  local shared = { route = take(http, "route") }
  for _, key in ipairs(of_each_destination) do shared[key] = take(http, key) end
  put_all(traffic, http)
  if shared.route == nil then return put_all(traffic, shared) end
  for _, made in ipairs(convert(each(shared, "route"), destination)) do
    traffic.routes[#traffic.routes + 1] = made
  end
end

--- The mesh of this manager, declared when something is first said of it.
local function mesh_of(manager)
  local mesh = rawget(manager, "mesh") or kinds.mesh("istio", { type = "istio" })
  manager.mesh = mesh
  return mesh
end

local ServiceMeshManager = class("ServiceMeshManager", {
  install_istio = method("version name", function(manager, fields)
    put(fields, "type", "istio")
    manager.mesh = construct(kinds.mesh, take(fields, "name") or "istio", fields)
    return manager.mesh
  end),

  configure_virtual_service = method("name host routes[]", function(_, fields)
    local routes = take(fields, "routes")
    fields.routes = {}
    for _, http in ipairs(type(routes) == "table" and routes or { routes }) do
      if type(http) == "table" then add_http_route(put_all({}, http), fields) else put(fields.routes, nil, http) end
    end
    return construct(kinds.traffic, take(fields, "name"), fields)
  end),

  setup_mtls = method("service_name mode", function(manager, fields)
    local mesh, mode = mesh_of(manager), take(fields, "mode")
    add("mesh", mesh, "services", take(fields, "service_name"))
    if mode == nil or rawget(manager, "mtls") ~= mode or next(fields) ~= nil then
      add("mesh", mesh, "security", kinds.security(put_all({ mtls = mode }, fields)))
    end
    manager.mtls = mode
    return mesh
  end),

  --- The rule is named after the service, "orders-cb", unless `service` says whose it is.
  configure_circuit_breaker = method("name", function(_, fields)
    local name = take(fields, "name")
    if not (fields.service or fields.service_name) and type(name) == "string" then
      fields.service = name:gsub("%-cb$", "")
    end
    put(fields, "properties", { name = name })
    return kinds.circuit_breaker(fields)
  end),
})

local EventDrivenArchitecture = class("EventDrivenArchitecture", {
  create_topic = method("name partitions replication", function(_, fields)
    return construct(kinds.topic, take(fields, "name"), fields)
  end),

  --- The payload is an example: the event's schema are the types of its values.
  publish_event = method("topic event payload{}", function(_, fields)
    local payload = take(fields, "payload")
    if payload ~= nil then put(fields, "schema", types_of(payload)) end
    imply("topic", fields.topic)
    return declare_event(take(fields, "event"), fields)
  end),

  create_consumer_group = method("name topics[]", function(_, fields)
    for _, topic in ipairs(type(fields.topics) == "table" and fields.topics or { fields.topics }) do
      imply("topic", topic)
    end
    return construct(kinds.consumer_group, take(fields, "name"), fields)
  end),

  setup_saga_orchestration = method("name steps[]", function(_, fields)
    convert_field(fields, "steps", function(entry) return step(put_all({}, entry)) end)
    put(fields, "coordination", "orchestration")
    return construct(kinds.saga, take(fields, "name"), fields)
  end),
})

local APIGatewayManager = class("APIGatewayManager", {
  --- The handle's field `api` is its name. Routes are paths of their own: base_path is on record only.
  create_api = method("name base_path", function(manager, fields)
    local name, base_path = take(fields, "name"), take(fields, "base_path")
    put(fields, "properties", { base_path = base_path })
    setmetatable(fields, { __index = { api = name, base_path = base_path } })
    manager.api = construct(kinds.gateway, name, fields)
    return manager.api
  end),

  --- A route of the API this manager made last; `api` names another.
  configure_route = method("path service methods[]", function(manager, fields)
    local api = take(fields, "api") or rawget(manager, "api")
    local made = route(fields)
    if api then add("gateway", api, "routes", made) end
    return made
  end),

  configure_auth = method("api type", function(_, fields)
    local api = take(fields, "api")
    add("gateway", api, "authentication", kinds.authentication(fields))
    return api
  end),

  configure_rate_limiting = method("api requests_per_minute", function(_, fields)
    local api = take(fields, "api")
    add("gateway", api, "rate_limiting", kinds.rate_limiting(fields))
    return api
  end),
})

local function text_of(value)
  return type(value) == "userdata" and (value.name or value.kind) or tostring(value)
end

--- `duration` is in seconds where it is a bare number.
local function declare_experiment(fields)
  local name = take(fields, "name")
  if type(fields.duration) == "number" then rename(fields, "duration", "duration_seconds") end
  name = name or ("%s on %s"):format(text_of(fields.fault), text_of(fields.target))
  return construct(kinds.experiment, name, setmetatable(fields, { __index = { experiment = name } }))
end

--- A fault that is put in at once. What is said beside target, duration and name is said of the fault.
local function inject(kind, fields)
  return declare_experiment {
    name = take(fields, "name"), target = take(fields, "target"),
    duration = take(fields, "duration") or DURATION_SECONDS,
    fault = constructor_for(kind, "failure")(fields), run = true,
  }
end

local ChaosEngineering = class("ChaosEngineering", {
  design_experiment = method("target fault duration", function(_, fields) return declare_experiment(fields) end),

  inject_network_delay = method("target delay_ms", function(_, fields) return inject("network_delay", fields) end),

  inject_failure = method("target failure", function(_, fields) return inject(take(fields, "failure"), fields) end),

  --- Declares that it is to be run: `lunette simulate` and the chaos exports carry it out.
  run_experiment = method("experiment", function(_, fields)
    local experiment = take(fields, "experiment")
    add("experiment", experiment, "run", true)
    return experiment
  end),
})

local module = {
  Microservices = Microservices,
  ServiceDesigner = ServiceDesigner,
  ServiceDefinition = ServiceDefinition,
  ServiceMeshManager = ServiceMeshManager,
  EventDrivenArchitecture = EventDrivenArchitecture,
  APIGatewayManager = APIGatewayManager,
  ChaosEngineering = ChaosEngineering,
}

return setmetatable(module, {
  __index = function(_, key)
    error(("microservices has no '%s'; it has %s"):format(tostring(key), calls.names_of(module)), 0)
  end,
})
