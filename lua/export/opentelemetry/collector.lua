--- The collector: takes spans from all services, samples them where they were not sampled before, and hands them on.

local meshes = require "export.common.meshes"
local units = require "export.common.units"

local collector = {}

--- The collector's Service is called this, too: the operator adds -collector to the object's name.
collector.NAME = "otel"

--- Where tracers listen who say it themselves: at their usual ports.
local BACKENDS = {
  jaeger = { exporter = "otlp/jaeger", config = { endpoint = "jaeger:4317", tls = { insecure = true } } },
  zipkin = { exporter = "zipkin", config = { endpoint = "http://zipkin:9411/api/v2/spans" } },
}

local function usual_backend(world)
  return { exporter = "otlp", config = { endpoint = world.out.options.backend, tls = { insecure = true } } }
end

local function backend_of(world, tracing)
  local known = BACKENDS[tracing and tracing.tracer and tracing.tracer:lower()]
  world:tell(tracing or world.model, "where spans are kept",
    known and "the tracer's name and usual port, without TLS" or "the address of --set backend=HOST:PORT, without TLS",
    "unsaid")
  return known or usual_backend(world)
end

-- ---- pipelines ----

--- Services whose spans go the same way: of one backend and, where the collector samples, of one rate.
---@class export.opentelemetry.group
---@field backend { exporter: string, config: table }
---@field rate? number
---@field services frozen.service[]

local function is_sampled_here(world)
  return world.out.options.sampling == "collector"
end

---@return export.opentelemetry.group[]
local function groups_of(world)
  local by_key, groups = {}, {}
  for _, service in ipairs(world.traced) do
    local backend = backend_of(world, service.tracing)
    local rate = is_sampled_here(world) and service.tracing.sample_rate or nil
    local key = backend.exporter .. " " .. tostring(rate)
    if not by_key[key] then
      by_key[key] = { backend = backend, rate = rate, services = {} }
      groups[#groups + 1] = by_key[key]
    end
    table.insert(by_key[key].services, service)
  end
  return groups
end

--- Drops what comes from others.
local function filter_of(group)
  local conditions = {}
  for _, service in ipairs(group.services) do
    conditions[#conditions + 1] = ('resource.attributes["service.name"] != %q'):format(service.name)
  end
  return { error_mode = "ignore", traces = { span = { table.concat(conditions, " and ") } } }
end

local function add_processor(config, pipeline, name, processor)
  config.processors[name] = processor
  table.insert(pipeline.processors, name)
end

local function add_pipeline(world, config, group, place, is_only)
  local suffix = is_only and "" or "/" .. place
  local pipeline = { receivers = { "otlp" }, processors = {}, exporters = { group.backend.exporter } }
  if not is_only then add_processor(config, pipeline, "filter" .. suffix, filter_of(group)) end
  if group.rate then
    local sampler = { sampling_percentage = units.percent(group.rate) }
    add_processor(config, pipeline, "probabilistic_sampler" .. suffix, sampler)
  end
  add_processor(config, pipeline, "batch", world.out.map())
  config.exporters[group.backend.exporter] = group.backend.config
  config.service.pipelines["traces" .. suffix] = pipeline
end

-- ---- metrics of a mesh ----

local function reports_metrics(model)
  for _, mesh in ipairs(model.meshes) do
    local says_so = mesh.observability and mesh.observability.metrics
    if says_so and meshes.is_istio(mesh) then return mesh end
  end
  return nil
end

--- Istio's proxies name the port of their metrics so.
local SCRAPE = {
  job_name = "mesh", metrics_path = "/stats/prometheus", kubernetes_sd_configs = { { role = "pod" } },
  relabel_configs = {
    { source_labels = { "__meta_kubernetes_pod_container_port_name" }, action = "keep", regex = ".*-envoy-prom" },
  },
}

local function add_metrics(world, config)
  local mesh = reports_metrics(world.model)
  if not mesh then return end
  world:tell(mesh, "the right to find a mesh's proxies, and where their metrics are kept",
    "a collector that needs it for its account; the address of --set backend=HOST:PORT, without TLS",
    { class = "by hand", kind = "OpenTelemetryCollector", file = "otel.collector" })
  local backend = usual_backend(world)
  config.receivers.prometheus = { config = { scrape_configs = { SCRAPE } } }
  config.processors.batch = world.out.map()
  config.exporters[backend.exporter] = backend.config
  config.service.pipelines.metrics = {
    receivers = { "prometheus" }, processors = { "batch" }, exporters = { backend.exporter },
  }
end

-- ---- the configuration ----

local function reporting_mesh(model)
  for _, mesh in ipairs(model.meshes) do
    if mesh.observability and mesh.observability.tracing then return mesh end
  end
  return nil
end

local function add_traces(world, config)
  local groups, mesh = groups_of(world), reporting_mesh(world.model)
  if mesh and #groups == 0 then groups = { { backend = backend_of(world), services = {} } } end
  if mesh and #groups > 1 then
    world:tell(mesh, "spans of a mesh whose services' spans go several ways", "nothing: no way takes them")
  end
  for place, group in ipairs(groups) do add_pipeline(world, config, group, place, #groups == 1) end
end

--- A collector's configuration.
---@param world export.opentelemetry.world
---@return table? nil: there is nothing to collect
function collector.config(world)
  local protocols = { grpc = { endpoint = "0.0.0.0:4317" }, http = { endpoint = "0.0.0.0:4318" } }
  local config = {
    receivers = { otlp = { protocols = protocols } }, processors = {}, exporters = {}, service = { pipelines = {} },
  }
  add_traces(world, config)
  add_metrics(world, config)
  if next(config.service.pipelines) == nil then return nil end
  return config
end

--- As the operator runs it.
---@param world export.opentelemetry.world
---@param config table
---@return table
function collector.object(world, config)
  return {
    apiVersion = "opentelemetry.io/v1beta1", kind = "OpenTelemetryCollector",
    metadata = { name = collector.NAME, namespace = world.k:namespace() },
    spec = { mode = "deployment", config = config },
  }
end

return collector
