--- Canary with objectives: a new version gets a growing share of requests, and the service's own promises decide
--- whether it goes on.
---
--- Use it for services with enough traffic that a few percent of it tell good from bad within a pause.
--- Not with a handful of requests an hour (blue-green, and a person who looks), nor when two versions cannot
--- work on the same data.

local arguments = require "patterns.arguments"

---@class patterns.Objectives
---@field availability? string ratio ("99.9%")
---@field error_rate? string ratio ("1%")
---@field latency_p50? string duration ("20ms")
---@field latency_p95? string duration ("150ms")
---@field latency_p99? string duration ("200ms")

---@class patterns.CanaryWithObjectives: lunette.canary.fields
---@field objectives patterns.Objectives what the service promises: indicator → target
---@field window? string duration the objectives are judged over ("30d")

local function declare_objectives(owner, objectives, window)
  local list = {}
  for indicator, target in pairs(objectives) do
    list[#list + 1] = slo(indicator, { service = owner, target = target, window = window })
  end
  if #list == 0 then
    arguments.refuse("canary_with_objectives", "'objectives' wants at least one: { availability = \"99.9%%\" }")
  end
  return list
end

--- A canary for the service's `deployment`, judged by objectives it declares: 5 % and 5 % more every 10 minutes up
--- to half, then everybody, unless said otherwise.
---@param service_name string|lunette.service whose deployment it is
---@param fields patterns.CanaryWithObjectives
---@return lunette.canary
local function canary_with_objectives(service_name, fields)
  local owner = arguments.needs_name("canary_with_objectives", service_name)
  local own, rest = arguments.take("canary_with_objectives", fields, { objectives = "table", window = "any?" })
  local defaults = {
    pause = "10m", metrics_based = true, analysis = declare_objectives(owner, own.objectives, own.window or "30d"),
  }
  if not rest.steps then defaults.initial, defaults.increment, defaults.max = "5%", "5%", "50%" end
  return canary(arguments.over(defaults, rest))
end

return canary_with_objectives
