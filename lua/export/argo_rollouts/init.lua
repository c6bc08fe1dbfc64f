--- argo-rollouts: services whose new versions go out step by step. Each file takes the place of the file of the same
--- name that kubernetes writes: all that one has, with a Rollout instead of the Deployment.

local graph = require "export.common.graph"
local kubernetes = require "export.common.kubernetes"
local lists = require "export.common.lists"
local measures = require "export.common.measures"
local meters = require "export.common.meters"
local rollouts = require "export.common.rollouts"
local service_of = require "export.kubernetes.service"
local strategy = require "export.argo_rollouts.strategy"
local teller = require "export.common.teller"
local traffic = require "export.argo_rollouts.traffic"

---@class export.argo.world
---@field model frozen.model
---@field k export.kubernetes
---@field graph export.graph
---@field out export.out
---@field name_of fun(text: string): string names beside those of the entities
---@field rollouts export.rollouts
---@field meters export.meters
---@field virtual_services table[] of the istio target

--- What kubernetes writes for a service. Of the Deployment's strategy there is nothing to lose.
local function manifest_of(world, service)
  local out = {
    list = world.out.list, map = world.out.map,
    loss = function(_, item, ...)
      if item ~= service.deployment then world.out:loss(item, ...) end
    end,
  }
  local own = { k = world.k, graph = world.graph, out = out, rollouts = world.rollouts, teller = teller.of(out) }
  return service_of.documents(own, service)
end

local REPLACED = {}

function REPLACED.Deployment(document, plan)
  document.apiVersion, document.kind = "argoproj.io/v1alpha1", "Rollout"
  document.spec.strategy = plan.strategy
end

function REPLACED.HorizontalPodAutoscaler(document)
  local target = document.spec.scaleTargetRef
  target.apiVersion, target.kind = "argoproj.io/v1alpha1", "Rollout"
end

local function export_service(world, service)
  local plan = strategy.of(world, service)
  if not plan then return end
  local documents = manifest_of(world, service)
  world.out:loss(service,
    "apply this file, not the one of the same name that kubernetes writes, and delete a Deployment applied earlier",
    "a Rollout and all else of that file", { class = "by hand", kind = "Rollout" })
  for _, document in ipairs(documents) do
    local replace = REPLACED[document.kind]
    if replace then replace(document, plan) end
  end
  world.out:file(world.k:label(service))(lists.joined(documents, plan.documents))
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local k = kubernetes.of(model, out)
  local world = { model = model, k = k, graph = graph.of(model), out = out, name_of = k.names:beside() }
  world.rollouts = rollouts.of(model, k, world.graph, out, "argo-rollouts")
  world.meters = meters.of(model, out)
  world.virtual_services = traffic.virtual_services(model, out)
  for _, service in ipairs(model.services) do export_service(world, service) end
end

local options = lists.joined({
  kubernetes.namespace_option,
  { name = "version", default = "rollouts_pod_template_hash",
    summary = "label that holds the hash of the pods, outside of Istio; empty: all versions are judged together" },
}, measures.options)

---@type export.exporter
return {
  name = "argo-rollouts",
  summary = "Rollouts and AnalysisTemplates, in the place of Deployments that go out step by step",
  order = kubernetes.order,
  options = options,
  export = export,
}
