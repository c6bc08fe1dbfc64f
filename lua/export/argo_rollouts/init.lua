--- argo-rollouts: services whose new versions go out step by step. Each file takes the place of the file of the same
--- name that kubernetes writes: all that one has, with a Rollout instead of the Deployment.

local graph = require "export.common.graph"
local kubernetes = require "export.common.kubernetes"
local manifests = require "export.kubernetes"
local measures = require "export.common.measures"
local strategy = require "export.argo_rollouts.strategy"
local teller = require "export.common.teller"

---@class export.argo.world
---@field model frozen.model
---@field k export.kubernetes
---@field graph export.graph
---@field out export.out
---@field teller export.teller
---@field name_of fun(text: string): string names beside those of the entities

---@class export.argo.manifest
---@field documents table[]
---@field losses table[]

--- What kubernetes writes, by file: nothing of it gets out by itself.
---@param model frozen.model
---@param out export.out
---@return table<string, export.argo.manifest>
local function capture(model, out)
  local files, current = {}, { losses = {} }
  local copy = { format = out.format, options = out.options, null = out.null, list = out.list, map = out.map,
    ordered = out.ordered }
  local function open(file)
    current = { losses = {}, documents = {} }
    files[file] = current
    return current
  end
  function copy.file(_, file)
    local opened = open(file)
    return function(documents) opened.documents = documents end
  end
  function copy.document(_, file, document) open(file).documents = { document } end
  function copy.loss(_, ...) table.insert(current.losses, { ... }) end
  manifests.export(model, copy)
  return files
end

--- Of the Deployment's strategy there is nothing to lose.
local function report(out, losses, deployment)
  for _, loss in ipairs(losses) do
    if loss[1] ~= deployment then out:loss(table.unpack(loss)) end
  end
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

local function export_service(world, service, manifest)
  local plan = strategy.of(world, service)
  if not plan then return end
  report(world.out, manifest.losses, service.deployment)
  world.out:loss(service, "that kubernetes writes a Deployment of the same pods",
    "a Rollout: its file takes the place of the one of kubernetes")
  for _, document in ipairs(manifest.documents) do
    local replace = REPLACED[document.kind]
    if replace then replace(document, plan) end
  end
  for _, document in ipairs(plan.documents) do table.insert(manifest.documents, document) end
  world.out:file(world.k:label(service))(manifest.documents)
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local k = kubernetes.of(model, out)
  local world = {
    model = model, k = k, graph = graph.of(model), out = out, teller = teller.of(out),
    name_of = k.names:beside(),
  }
  local files = capture(model, out)
  for _, service in ipairs(model.services) do
    export_service(world, service, files[k.names.labels[service]])
  end
end

local options = {
  kubernetes.namespace_option,
  { name = "version", default = "rollouts_pod_template_hash",
    summary = "label that holds the hash of the pods; empty: all versions are judged together" },
}
for _, option in ipairs(measures.options) do options[#options + 1] = option end

---@type export.exporter
return {
  name = "argo-rollouts",
  summary = "Rollouts and AnalysisTemplates, in the place of Deployments that go out step by step",
  order = kubernetes.order,
  options = options,
  export = export,
}
