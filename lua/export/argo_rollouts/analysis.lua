--- AnalysisTemplates: objectives, asked of Prometheus once after a step.

local names = require "export.common.names"
local measures = require "export.common.measures"
local units = require "export.common.units"

local analysis = {}

--- The versions of a service are told apart by the hash of their pods, which comes in as an argument.
local function matchers(world, service, holder)
  local label = world.out.options.version
  local all = measures.matchers(world.out, holder)
  if label == "" or holder ~= service then return all end
  return ('%s,%s="{{args.hash}}"'):format(all, label)
end

local OPPOSITE = { [">="] = "<", ["<="] = ">" }

--- No traffic fulfils neither condition: the analysis is inconclusive, and the rollout waits for a person.
local function metric(world, measure, name, delay_ms)
  local condition = "len(result) > 0 && result[0] %s " .. units.decimal(measure.bound)
  return {
    name = name,
    initialDelay = units.go(delay_ms),
    successCondition = condition:format(measure.operator),
    failureCondition = condition:format(OPPOSITE[measure.operator]),
    provider = { prometheus = { address = world.out.options.prometheus, query = measure.query } },
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
    local at = { matchers = matchers(world, service, measures.holder(slo)), window = units.prometheus(window_ms) }
    local measure = measures.objective(world.out, slo, at)
    if measure then metrics[#metrics + 1] = metric(world, measure, name_of(slo.name), delay_ms) end
  end
  if #metrics == 0 then return nil end
  return {
    apiVersion = "argoproj.io/v1alpha1", kind = "AnalysisTemplate",
    metadata = world.k:metadata(service),
    spec = { args = analysis.arguments(world) and { { name = "hash" } }, metrics = metrics },
  }
end

--- What a Rollout hands to its templates.
---@return table[]?
function analysis.arguments(world)
  if world.out.options.version == "" then return nil end
  return { { name = "hash", valueFrom = { podTemplateHashValue = "Latest" } } }
end

--- A run of a template, as steps and strategies name it.
---@return table
function analysis.run(world, template)
  return { templates = { { templateName = template.metadata.name } }, args = analysis.arguments(world) }
end

return analysis
