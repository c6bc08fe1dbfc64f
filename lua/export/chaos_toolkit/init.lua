--- chaos-toolkit: an experiment for each experiment: steady state before and after, safeguards while it runs, the
--- fault, and its way back.

local activities = require "export.chaos_toolkit.activities"
local chaos = require "export.common.chaos"
local kubernetes = require "export.common.kubernetes"
local lists = require "export.common.lists"
local measures = require "export.common.measures"
local names = require "export.common.names"
local units = require "export.common.units"

local function probes_of(checks, role, more)
  local probes, name_of = {}, names.mapper(names.same)
  for _, check in ipairs(checks) do
    local probe = activities.probe(check, name_of(role .. check.name))
    for key, value in pairs(more or {}) do probe[key] = value end
    probes[#probes + 1] = probe
  end
  return probes
end

-- How often a safeguard looks.
local EVERY_S = 10

--- They end the experiment; the rollbacks follow, as the strategy of `runtime` wants.
local function safeguards(world, experiment)
  local limits = world:limits(experiment, world.out.options.window)
  if #limits == 0 then return nil end
  world.out:loss(experiment, "how often it is looked at", "every 10 seconds", "unsaid")
  return {
    {
      name = "safeguards",
      provider = {
        type = "python", module = "chaosaddons.controls.safeguards",
        arguments = { probes = probes_of(limits, "", { frequency = EVERY_S }) },
      },
    },
  }
end

--- Before the method, and after it: there the time to recover has passed.
local function hypothesis(world, experiment)
  local probes = probes_of(world:steady_state(experiment, world.out.options.window), "")
  if not experiment.hypothesis and #probes == 0 then return nil end
  return { title = experiment.hypothesis or "the steady state holds", probes = world.out.list(probes) }
end

--- The time to recover: the method waits for it once the fault is over.
local function add_recovery(world, experiment, part)
  local within = experiment.recovery and experiment.recovery.within_ms
  if not within then return end
  if #experiment.steady_state == 0 then world.out:loss(experiment, "when all is well again", "no check", "unsaid") end
  if part.ending then
    part.ending.pauses = { after = 0 }
    part.method[#part.method + 1] = part.ending
  end
  local pauses = part.method[#part.method].pauses
  pauses.after = pauses.after + units.seconds(within)
end

local function tags_of(world, experiment)
  local list = { experiment.target and world.k:label(experiment.target), experiment.fault.kind }
  for _, tag in ipairs(experiment.tags) do list[#list + 1] = tag end
  return list
end

local function configuration(world, part)
  local all = { prometheus_base_url = measures.address(world.meters) }
  for key, value in pairs(part.configuration or {}) do all[key] = value end
  return all
end

local function document(world, experiment, part)
  return {
    version = "1.0.0", title = experiment.name,
    description = experiment.description or experiment.hypothesis or experiment.name,
    tags = tags_of(world, experiment),
    configuration = configuration(world, part),
    controls = safeguards(world, experiment),
    ["steady-state-hypothesis"] = hypothesis(world, experiment),
    method = part.method,
    rollbacks = world.out.list(part.rollbacks),
    runtime = { rollbacks = { strategy = "always" } },
  }
end

local function write(world, experiment, _, part)
  add_recovery(world, experiment, part)
  world.out:document(world.k:label(experiment), document(world, experiment, part))
end

local options = lists.joined(
  { kubernetes.namespace_option, chaos.window_option }, chaos.aws_options, measures.options)

---@type export.exporter
return {
  name = "chaos-toolkit",
  summary = "Chaos Toolkit experiments: steady state, safeguards, method, rollbacks",
  formats = { "json", "yaml" },
  order = {
    "version", "title", "description", "tags", "configuration", "controls", "steady-state-hypothesis", "method",
    "rollbacks", "runtime", "type", "name", "tolerance", "provider",
  },
  options = options,
  export = chaos.exporter(activities.part, write),
}
