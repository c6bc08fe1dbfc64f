--- Deployments of a service, and what keeps them running: autoscaler and disruption budget.

local mesh_parts = require "export.kubernetes.mesh"
local names = require "export.common.names"
local pods = require "export.kubernetes.pods"
local units = require "export.common.units"

local workload = {}

--- One Deployment; a service has one, or one for each version that traffic rules tell apart.
---@class export.kubernetes.variant
---@field name string
---@field labels table<string, string> besides those of the service
---@field version? string nil: there is but one

--- Flagger gives its copies another value of the first label that it knows, `app`: they keep the one that policies ask
--- for.
local function labels_to_change(world, service)
  return world.rollouts:is_released_by("flagger", service) and { app = world.k:label(service) } or {}
end

---@return export.kubernetes.variant[]
function workload.variants(world, service)
  local label, variants = world.k:label(service), {}
  local name_of = names.mapper(names.label)
  for _, subset in ipairs(world.graph:subsets(service)) do
    local labels = {}
    for key, value in pairs(subset.labels) do labels[key] = names.label_value(value) end
    variants[#variants + 1] = {
      name = name_of(label .. "-" .. subset.name), labels = labels,
      version = labels.version or names.label_value(subset.name),
    }
  end
  if #variants == 0 then return { { name = label, labels = labels_to_change(world, service) } } end
  world.out:loss(service, "how many replicas each version has", "the service's replicas for each version", "unsaid")
  return variants
end

-- ---- how a new version goes out ----

--- "25%" stays text, "1" becomes a number.
local function int_or_percent(text)
  return math.tointeger(tonumber(text)) or text
end

local function rolling(world, deployment)
  local surge, unavailable = deployment.max_surge, deployment.max_unavailable
  if tonumber((tostring(surge):gsub("%%$", ""))) == 0 and tonumber((tostring(unavailable):gsub("%%$", ""))) == 0 then
    world.out:loss(deployment, "neither surge nor unavailable pods: nothing could roll", "a surge of one pod")
    surge = "1"
  end
  return {
    type = "RollingUpdate",
    rollingUpdate = (surge or unavailable) and {
      maxSurge = surge and int_or_percent(surge), maxUnavailable = unavailable and int_or_percent(unavailable),
    } or nil,
  }
end

local STRATEGIES = {
  rolling = rolling,
  recreate = function() return { type = "Recreate" } end,
}

--- The target that writes a release step by step; nil: none does.
local function carrier_of(world, service)
  if world.rollouts:is_rollout(service) then return "argo-rollouts" end
  return world.rollouts:is_released_by("flagger", service) and "flagger" or nil
end

local function strategy_of(world, service)
  local deployment = service.deployment
  if not deployment then return nil end
  local strategy = STRATEGIES[deployment.kind]
  if strategy then return strategy(world, deployment) end
  world.out:loss(deployment, "the deployment strategy " .. deployment.kind, #world.graph:subsets(service) > 0
    and "a Deployment for each version, which traffic rules keep side by side; nothing ends it"
    or "a rolling update", { target = carrier_of(world, service) })
  return { type = "RollingUpdate" }
end

-- ---- how many ----

--- Whether the number of replicas follows the load.
local function is_scaled(service)
  local scaling = service.scaling
  return scaling ~= nil and scaling.max ~= nil and scaling.strategy ~= "vertical"
    and scaling.max > (scaling.min or 1)
end

local function replicas_of(service)
  if is_scaled(service) then return nil end -- the autoscaler's word; a number here would undo it at each apply
  return service.scaling and (service.scaling.min or service.scaling.max)
end

local function pod_metadata(world, service, variant)
  local metadata = { labels = world.k:labels(service, variant.labels) }
  mesh_parts.mark(world, service, metadata)
  return metadata
end

---@return table
function workload.deployment(world, service, variant)
  local selector = world.k:selector(service)
  for key, value in pairs(variant.labels) do selector[key] = value end
  return {
    apiVersion = "apps/v1", kind = "Deployment",
    metadata = world.k:metadata(service, variant.name, variant.labels),
    spec = {
      replicas = replicas_of(service),
      selector = { matchLabels = selector },
      strategy = strategy_of(world, service),
      template = {
        metadata = pod_metadata(world, service, variant),
        spec = {
          serviceAccountName = world.k:label(service),
          containers = { pods.container(world, service, variant.version) },
        },
      },
    },
  }
end

-- ---- autoscaling ----

local RESOURCES = { cpu = true, memory = true }

local function resource_metric(world, scaling)
  if not scaling.target then
    world.out:loss(scaling, "the model gives no target for the metric", "a utilisation of 80 %", "unsaid")
  end
  local percent = math.max(1, math.floor(units.percent(scaling.target or 0.8) + 0.5))
  return {
    type = "Resource",
    resource = { name = scaling.metric, target = { type = "Utilization", averageUtilization = percent } },
  }
end

local function pod_metric(world, scaling)
  world.out:loss(scaling, "a metric that Kubernetes does not measure by itself",
    "a metric of pods, which a metrics adapter has to serve", { class = "by hand", kind = "HorizontalPodAutoscaler" })
  return {
    type = "Pods",
    pods = {
      metric = { name = names.identifier(scaling.metric) },
      target = { type = "AverageValue", averageValue = units.decimal(scaling.target) },
    },
  }
end

--- Without metrics Kubernetes scales by the processor, at 80 %.
local function metrics_of(world, scaling)
  if not scaling.metric then return nil end
  if RESOURCES[scaling.metric] then return { resource_metric(world, scaling) } end
  if scaling.target then return { pod_metric(world, scaling) } end
  world.out:loss(scaling, "a metric without a target", "the processor, at 80 %", "unsaid")
  return nil
end

---@return table? nil: the number of replicas is fixed
function workload.autoscaler(world, service, variant)
  local scaling = service.scaling
  if scaling and scaling.strategy == "vertical" then
    world.out:loss(scaling, "vertical scaling, which needs an extension", "a fixed number of replicas")
  end
  if not is_scaled(service) then return nil end
  return {
    apiVersion = "autoscaling/v2", kind = "HorizontalPodAutoscaler",
    metadata = world.k:metadata(service, variant.name, variant.labels),
    spec = {
      scaleTargetRef = { apiVersion = "apps/v1", kind = "Deployment", name = variant.name },
      minReplicas = scaling.min and math.max(scaling.min, 1),
      maxReplicas = scaling.max,
      metrics = metrics_of(world, scaling),
    },
  }
end

-- ---- disruption ----

--- With one replica a budget would either say nothing or keep nodes from being drained.
---@return table?
function workload.budget(world, service)
  local scaling = service.scaling
  if not scaling or (scaling.min or 1) < 2 then return nil end
  return {
    apiVersion = "policy/v1", kind = "PodDisruptionBudget",
    metadata = world.k:metadata(service),
    spec = { maxUnavailable = 1, selector = { matchLabels = world.k:selector(service) } },
  }
end

return workload
