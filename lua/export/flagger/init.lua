--- flagger: Canaries for services whose new versions go out step by step. They take over the Deployments, autoscalers
--- and Services that kubernetes writes.

local analysis = require "export.flagger.analysis"
local graph = require "export.common.graph"
local kubernetes = require "export.common.kubernetes"
local lists = require "export.common.lists"
local names = require "export.common.names"
local measures = require "export.common.measures"
local meshes = require "export.common.meshes"
local meters = require "export.common.meters"
local rollouts = require "export.common.rollouts"
local service_of = require "export.flagger.service"
local teller = require "export.common.teller"
local workload = require "export.kubernetes.workload"

---@class export.flagger.world
---@field model frozen.model
---@field k export.kubernetes
---@field graph export.graph
---@field out export.out
---@field name_of fun(text: string): string one to one
---@field teller export.teller
---@field rollouts export.rollouts
---@field meters export.meters
---@field documents table[] besides the Canary

local PROVIDERS = { istio = "istio", linkerd = "linkerd" }

--- The mesh that Flagger steers; nil where there is none.
local function mesh_of(world, service)
  local mesh = meshes.of(world.model.meshes, service)
  return mesh and PROVIDERS[mesh.type or "istio"] and mesh or nil
end

local function autoscaler(world, service)
  local silent = { k = world.k, graph = world.graph, out = { loss = function() end } }
  local scaler = workload.autoscaler(silent, service, { name = world.k:label(service), labels = {} })
  return scaler and { apiVersion = scaler.apiVersion, kind = scaler.kind, name = scaler.metadata.name } or nil
end

local function canary(world, service, mesh, fields)
  return {
    apiVersion = "flagger.app/v1beta1", kind = "Canary", metadata = world.k:metadata(service),
    spec = {
      provider = mesh and PROVIDERS[mesh.type or "istio"] or nil,
      targetRef = { apiVersion = "apps/v1", kind = "Deployment", name = world.k:label(service) },
      autoscalerRef = autoscaler(world, service),
      service = service_of.service(world, service, mesh),
      analysis = fields,
    },
  }
end

local function export_service(world, service)
  world.documents = {}
  local mesh = mesh_of(world, service)
  local fields = analysis.of(world, service, mesh)
  if not fields then return end
  if not mesh then
    world.out:loss(service, "no mesh that Flagger steers", "a Canary for the provider that Flagger was started with",
      "unsaid")
  end
  world.out:loss(service, "by which label policies find the pods that Flagger makes, which rename the one they share",
    "nothing: `lunette export kubernetes --set rollouts=flagger` writes a label besides, app, for Flagger to rename",
    { target = "kubernetes" })
  table.insert(world.documents, 1, canary(world, service, mesh, fields))
  world.out:file(world.k:label(service))(world.documents)
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = {
    model = model, k = kubernetes.of(model, out), graph = graph.of(model), out = out, teller = teller.of(out),
    name_of = names.mapper(names.label),
  }
  world.rollouts = rollouts.of(model, world.k, world.graph, out, "flagger")
  world.meters = meters.of(model, out)
  for _, service in ipairs(model.services) do
    if service.deployment then export_service(world, service) end
  end
end

local options = lists.joined({
  kubernetes.namespace_option,
  { name = "gate", default = "http://flagger-loadtester/gate/check", takes = "url",
    summary = "where a person permits a promotion" },
}, measures.options)

---@type export.exporter
return {
  name = "flagger",
  summary = "Canaries and MetricTemplates for Deployments that go out step by step",
  order = kubernetes.order,
  options = options,
  export = export,
}
