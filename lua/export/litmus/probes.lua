--- What an engine asks Prometheus: the steady state before and after, limits all the time, recovery at the end.

local measures = require "export.common.measures"
local names = require "export.common.names"
local units = require "export.common.units"

local probes = {}

-- Litmus requires both: how often it asks, and how long it waits for an answer.
local INTERVAL, TIMEOUT = "10s", "5s"

local function probe(world, name, check, mode, properties)
  properties.probeTimeout, properties.interval = TIMEOUT, INTERVAL
  return {
    name = name, type = "promProbe", mode = mode,
    ["promProbe/inputs"] = {
      endpoint = measures.address(world.meters), query = check.measure.query,
      comparator = { criteria = check.measure.operator, value = units.decimal(check.measure.bound) },
    },
    runProperties = properties,
  }
end

local function add(list, world, name_of, checks, role, mode, more)
  for _, check in ipairs(checks) do
    list[#list + 1] = probe(world, name_of(role .. "-" .. check.name), check, mode, more and more() or {})
  end
end

--- Right after the fault nobody is well again yet: where the model gives time, the end waits for it.
local function after(within_ms)
  return function() return { initialDelay = units.go(within_ms) } end
end

local function stopping()
  return { stopOnFailure = true }
end

---@param world export.chaos
---@param experiment frozen.item
---@return table[]?
function probes.of(world, experiment)
  local list, name_of, window = {}, names.mapper(names.label), world.out.options.window
  local steady = world:steady_state(experiment, window)
  local within = experiment.recovery and experiment.recovery.within_ms
  add(list, world, name_of, steady, "steady-state", within and "SOT" or "Edge")
  add(list, world, name_of, world:limits(experiment, window), "limit", "Continuous", stopping)
  if within then
    add(list, world, name_of, steady, "recovery", "EOT", after(within))
    if #steady == 0 then world.out:loss(experiment, "when all is well again", "no check", "unsaid") end
  end
  if #list > 0 then world.out:loss(experiment, "how often it is looked at", "every 10 seconds", "unsaid") end
  return #list > 0 and list or nil
end

return probes
