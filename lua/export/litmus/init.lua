--- litmus: a ChaosEngine for each experiment, with probes for steady state, limits and recovery.

local chaos = require "export.common.chaos"
local faults = require "export.litmus.faults"
local kubernetes = require "export.common.kubernetes"
local lists = require "export.common.lists"
local measures = require "export.common.measures"
local probes = require "export.litmus.probes"
local rollouts = require "export.common.rollouts"

local function sorted_env(env)
  local list = {}
  for name, value in pairs(env) do list[#list + 1] = { name = name, value = value } end
  return list
end

local NAME = "app.kubernetes.io/name="

-- What has pods of its own, besides services, runs as one of these.
local KINDS = { service = "deployment", gateway = "deployment", datastore = "statefulset", broker = "statefulset" }

local function kind_of(world, item)
  if item.kind ~= "service" then
    world.out:loss(item, "what runs its pods", "a Deployment for gateways, a StatefulSet for stores and brokers",
      "unsaid")
  end
  local releases = rollouts.of(world.model, world.k, world.graph, world.out)
  if not releases:is_rollout(item) then return KINDS[item.kind] end
  world.out:loss(item, "whether a Deployment or a Rollout runs its pods",
    "a Rollout, as argo-rollouts writes; --set rollouts=none tells a Deployment", "unsaid")
  return "rollout"
end

--- One entity is the engine's application, several are its workloads.
local function aim(world, fault, spec)
  local namespace = world:namespace()
  if #fault.at == 1 then
    spec.appinfo = {
      appns = namespace, applabel = NAME .. world.k:label(fault.at[1]), appkind = kind_of(world, fault.at[1]),
    }
    return
  end
  local workloads = {}
  for _, item in ipairs(fault.at) do
    workloads[#workloads + 1] = {
      kind = kind_of(world, item), namespace = namespace, labels = NAME .. world.k:label(item),
    }
  end
  spec.selectors = { workloads = workloads }
end

local function engine(world, experiment, fault, part)
  local spec = {
    engineState = experiment.run and "active" or "stop",
    chaosServiceAccount = world.out.options.account,
    experiments = {
      {
        name = part.name,
        spec = { components = { env = sorted_env(part.env) }, probe = probes.of(world, experiment) },
      },
    },
  }
  if not part.is_cloud then aim(world, fault, spec) end
  return {
    apiVersion = "litmuschaos.io/v1alpha1", kind = "ChaosEngine", metadata = world:metadata(experiment), spec = spec,
  }
end

local function write(world, experiment, fault, part)
  world.out:document(world.k:label(experiment), engine(world, experiment, fault, part))
end

local options = lists.joined({
  kubernetes.namespace_option, rollouts.option,
  { name = "account", default = "litmus-admin", takes = "label",
    summary = "service account that the experiments run as" },
  chaos.window_option,
}, chaos.aws_options, measures.options)

---@type export.exporter
return {
  name = "litmus",
  summary = "A ChaosEngine for each experiment; it stands still until somebody starts it",
  order = kubernetes.order,
  options = options,
  export = chaos.exporter(faults.part, write),
}
