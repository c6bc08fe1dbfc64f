--- chaos-mesh: in `faults` the fault of each experiment alone, in `workflows` the experiment with its checks. Both put
--- the same fault in: apply one of them.

local chaos = require "export.common.chaos"
local faults = require "export.chaos_mesh.faults"
local kubernetes = require "export.common.kubernetes"
local lists = require "export.common.lists"
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

local function write(world, experiment, fault, part)
  if not experiment.run then
    world.out:loss(experiment, "an experiment that is only designed", "files that start it when they are applied")
  end
  local interval = interval_of(world, fault)
  report_duration(world, experiment, part, interval)
  local name, whole = world.k:label(experiment), workflow.document(world, experiment, part, interval)
  world.out:document("faults/" .. name, alone(world, experiment, part, interval))
  if whole then world.out:document("workflows/" .. name, whole) end
end

---@type export.exporter
return {
  name = "chaos-mesh",
  summary = "Chaos experiments: faults alone, and workflows that check before, during and after",
  order = kubernetes.order,
  options = lists.joined({ kubernetes.namespace_option }, chaos.aws_options),
  export = chaos.exporter(faults.part, write),
}
