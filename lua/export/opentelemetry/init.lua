--- opentelemetry: how each service is instrumented, and the collector that takes its spans. One file for each service,
--- one for the collector; below collector/ its configuration alone, for where there is no operator.
---
--- Spans are sampled once: where they begin, or, with --set sampling=collector, in the collector. Both would multiply.

local collector = require "export.opentelemetry.collector"
local kubernetes = require "export.common.kubernetes"
local meshes = require "export.common.meshes"
local runtimes = require "export.common.runtimes"
local teller = require "export.common.teller"
local units = require "export.common.units"

---@class export.opentelemetry.world: export.teller
---@field model frozen.model
---@field k export.kubernetes
---@field traced frozen.service[]

-- ---- instrumentation ----

--- Languages whose programs the operator instruments; the annotation of the pod names it.
local LANGUAGES = {
  java = "java", kotlin = "java", scala = "java", groovy = "java", clojure = "java", python = "python",
  javascript = "nodejs", typescript = "nodejs", node = "nodejs", nodejs = "nodejs", ["node.js"] = "nodejs",
  ["c#"] = "dotnet", ["f#"] = "dotnet", dotnet = "dotnet", [".net"] = "dotnet", csharp = "dotnet",
  go = "go", golang = "go",
}

local function language_of(service)
  local technologies = service.technologies
  return technologies and technologies.language and LANGUAGES[technologies.language:lower()]
end

local function tell_pods(world, service)
  local language = language_of(service)
  if language then
    world:tell(service, "that pods ask to be instrumented",
      ("an object for pods with the annotation instrumentation.opentelemetry.io/inject-%s: its name"):format(language),
      { class = "by hand", kind = "Instrumentation" })
  else
    world:tell(service, "a program that the operator cannot instrument", "an object that says how it is to be",
      { class = "by hand", kind = "Instrumentation" })
  end
end

--- Whoever begins a trace decides; all behind follow.
local function sampler_of(world, tracing)
  if not tracing.sample_rate then return nil end
  if world.out.options.sampling == "collector" then return { type = "parentbased_always_on" } end
  return { type = "parentbased_traceidratio", argument = units.ratio_text(tracing.sample_rate) }
end

local function address(world)
  local namespace = world.k:namespace()
  return ("http://%s-collector%s:4318"):format(collector.NAME, namespace and "." .. namespace or "")
end

local function instrumentation(world, service)
  tell_pods(world, service)
  return {
    apiVersion = "opentelemetry.io/v1alpha1", kind = "Instrumentation", metadata = world.k:metadata(service),
    spec = {
      exporter = { endpoint = address(world) }, sampler = sampler_of(world, service.tracing),
      env = {
        { name = "OTEL_SERVICE_NAME", value = service.name },
        { name = "OTEL_EXPORTER_OTLP_PROTOCOL", value = "http/protobuf" },
      },
    },
  }
end

-- ---- what cannot be said ----

local function tell_rates(world)
  local rates, count = {}, 0
  for _, service in ipairs(world.traced) do
    local rate = tostring(service.tracing.sample_rate)
    count = count + (rates[rate] and 0 or 1)
    rates[rate] = true
  end
  if count > 1 and world.out.options.sampling ~= "collector" then
    world:tell(world.model, "a rate of its own for services behind others",
      "the rate of the service in which a trace begins")
  end
end

local function tell_meshes(world)
  for _, mesh in ipairs(world.model.meshes) do
    local seen = mesh.observability
    if seen and seen.logging then
      world:tell(mesh, "access logs of a mesh", "nothing: they are on the standard output of its proxies")
    end
    if seen and seen.metrics and not meshes.is_istio(mesh) then
      world:tell(mesh, "metrics of another mesh than Istio", "nothing")
    end
  end
end

local function traced_services(model)
  local traced = {}
  for _, service in ipairs(model.services) do
    if service.tracing then traced[#traced + 1] = service end
  end
  return traced
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = teller.of(out)
  ---@cast world export.opentelemetry.world
  world.model, world.k, world.traced = model, kubernetes.of(model, out), traced_services(model)
  tell_rates(world)
  tell_meshes(world)
  for _, service in ipairs(world.traced) do
    if runtimes.is_container(service) then
      out:document(world.k:label(service), instrumentation(world, service))
    else
      world:tell(service, "spans of a program that runs in no container", "nothing: it has to send them itself")
    end
  end
  local config = collector.config(world)
  if not config then return end
  out:document("collector/config", config)
  out:document("otel.collector", collector.object(world, config))
end

---@type export.exporter
return {
  name = "opentelemetry",
  summary = "Instrumentation of services, and the collector's configuration",
  order = {
    "apiVersion", "kind", "metadata", "name", "namespace", "labels", "annotations", "spec",
    "receivers", "processors", "exporters", "service",
  },
  options = {
    kubernetes.namespace_option,
    { name = "backend", default = "otel-backend:4317", takes = "address",
      summary = "where spans and metrics are kept, over OTLP" },
    { name = "sampling", default = "sdk", takes = { "sdk", "collector" },
      summary = "who samples: sdk, in which traces begin, or collector" },
  },
  export = export,
}
