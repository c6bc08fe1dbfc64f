--- chaos-mesh: in `faults` the fault of each experiment alone, in `workflows` the experiment with its checks. Both put
--- the same fault in: apply one of them.

local chaos = require "export.common.chaos"
local faults = require "export.chaos_mesh.faults"
local kubernetes = require "export.common.kubernetes"
local workflow = require "export.chaos_mesh.workflow"

local function interval_of(world, fault)
  local interval = fault.said.interval_ms
  if interval then
    world.out:loss(fault.item, "an end of the kills", "a Schedule that goes on until it is deleted; its workflow ends")
  end
  return interval
end

--- A pod is killed at once; how long the experiment lasts is the time to watch.
local function report_duration(world, experiment, part, interval_ms)
  if part.is_instant and not interval_ms then
    world.out:loss(experiment, "how long a fault lasts that is over at once", "no duration")
  end
end

local function alone(world, experiment, part, interval_ms)
  if not interval_ms then return faults.document(world, experiment, part) end
  return {
    apiVersion = "chaos-mesh.org/v1alpha1", kind = "Schedule", metadata = world:metadata(experiment),
    spec = faults.schedule(part, interval_ms),
  }
end

local function export_experiment(world, experiment)
  local fault = world:fault(experiment)
  local part = fault and faults.part(world, fault)
  if not part then return end
  world:report(experiment)
  if not experiment.run then
    world.out:loss(experiment, "an experiment that is only designed", "files that start it when they are applied")
  end
  local interval = interval_of(world, fault)
  report_duration(world, experiment, part, interval)
  local name, whole = world.k:label(experiment), workflow.document(world, experiment, part, interval)
  world.out:document("faults/" .. name, alone(world, experiment, part, interval))
  if whole then world.out:document("workflows/" .. name, whole) end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = chaos.of(model, out)
  for _, experiment in ipairs(model.experiments) do export_experiment(world, experiment) end
end

local options = { kubernetes.namespace_option }
for _, option in ipairs(chaos.aws_options) do options[#options + 1] = option end

---@type export.exporter
return {
  name = "chaos-mesh",
  summary = "Chaos experiments: faults alone, and workflows that check before, during and after",
  order = kubernetes.order,
  options = options,
  export = export,
}
