--- AnalysisTemplates: objectives, asked of Prometheus once after a step.

local names = require "export.common.names"
local measures = require "export.common.measures"
local units = require "export.common.units"

local analysis = {}

--- Where Istio shares out requests the versions have names of their own; else, the hash of their pods tells them apart,
--- which comes in as an argument.
---@return "host"|"hash"|"none"
local function telling(world, service)
  if world.out.options.version == "" then return "none" end
  if world.meters:is_in_istio(service) then return world.rollouts:versions(service) and "host" or "none" end
  return "hash"
end

local function at(world, service, holder, window)
  local by = holder == service and telling(world, service) or "none"
  return {
    window = window,
    host = by == "host" and world.rollouts:versions(service).canary or nil,
    more = by == "hash" and ('%s="{{args.hash}}"'):format(world.out.options.version) or nil,
  }
end

local OPPOSITE = { [">="] = "<", ["<="] = ">" }

local function tell(world, service)
  if telling(world, service) == "hash" then
    world.out:loss(service, "the hash of its pods as a label of its metrics, which Prometheus has to take from them",
      "the label of the option version: without it an analysis has no value",
      { class = "by hand", kind = "AnalysisTemplate" })
  end
end

--- No traffic fulfils neither condition: the analysis is inconclusive, and the rollout waits for a person.
local function metric(world, measure, name, delay_ms)
  local condition = "len(result) > 0 && result[0] %s " .. units.decimal(measure.bound)
  return {
    name = name,
    initialDelay = units.go(delay_ms),
    successCondition = condition:format(measure.operator),
    failureCondition = condition:format(OPPOSITE[measure.operator]),
    provider = { prometheus = { address = measures.address(world.meters), query = measure.query } },
  }
end

---@param world export.argo.world
---@param service frozen.service
---@param judges frozen.slo[]
---@param window_ms number
---@param delay_ms number? before they are asked
---@return table? template nil: none of them can be asked
function analysis.template(world, service, judges, window_ms, delay_ms)
  local metrics, name_of = {}, names.mapper(names.label)
  for _, slo in ipairs(judges) do
    local window = units.prometheus(window_ms)
    local measure = measures.objective(world.meters, slo, at(world, service, measures.holder(slo), window))
    if measure then metrics[#metrics + 1] = metric(world, measure, name_of(slo.name), delay_ms) end
  end
  if #metrics == 0 then return nil end
  tell(world, service)
  return {
    apiVersion = "argoproj.io/v1alpha1", kind = "AnalysisTemplate",
    metadata = world.k:metadata(service),
    spec = { args = analysis.arguments(world, service) and { { name = "hash" } } or nil, metrics = metrics },
  }
end

--- What a Rollout hands to its templates.
---@return table[]?
function analysis.arguments(world, service)
  if telling(world, service) ~= "hash" then return nil end
  return { { name = "hash", valueFrom = { podTemplateHashValue = "Latest" } } }
end

--- A run of a template, as steps and strategies name it.
---@return table
function analysis.run(world, service, template)
  return { templates = { { templateName = template.metadata.name } }, args = analysis.arguments(world, service) }
end

return analysis
