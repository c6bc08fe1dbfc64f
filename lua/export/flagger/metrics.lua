--- Metrics of an analysis: those Flagger has built in where the mesh measures them, templates for the others.

local measures = require "export.common.measures"
local units = require "export.common.units"

local metrics = {}

-- The labels by which Flagger's own queries find the new version: its pods, and its workload in Istio.
local PODS = 'namespace="{{ namespace }}",pod=~"{{ target }}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)"'
local WORKLOAD = 'reporter="destination",destination_workload_namespace="{{ namespace }}",'
  .. 'destination_workload="{{ target }}"'

local BUILT_IN = {}

function BUILT_IN.availability(slo)
  return slo.target and { name = "request-success-rate", thresholdRange = { min = units.percent(slo.target) } }
end

function BUILT_IN.error_rate(slo)
  return slo.target and {
    name = "request-success-rate", thresholdRange = { min = units.percent(units.complement(slo.target)) },
  }
end

--- Flagger's is the 99th percentile, in milliseconds.
function BUILT_IN.latency(slo)
  return slo.target_ms and slo.percentile and math.abs(slo.percentile - 0.99) < 1e-9 and {
    name = "request-duration", thresholdRange = { max = units.ratio(slo.target_ms) },
  }
end

local RANGE = { [">="] = "min", ["<="] = "max" }

local function template(world, service, slo, measure)
  local name = world.name_of(world.k:label(service) .. "-" .. slo.name)
  world.documents[#world.documents + 1] = {
    apiVersion = "flagger.app/v1beta1", kind = "MetricTemplate", metadata = world.k:metadata(service, name),
    spec = { provider = { type = "prometheus", address = measures.address(world.meters) }, query = measure.query },
  }
  return {
    name = name, templateRef = { name = name }, thresholdRange = { [RANGE[measure.operator]] = measure.bound },
  }
end

--- Of another service there is no new version: all of its requests count.
local function of_template(world, service, slo)
  local holder = measures.holder(slo)
  local canary = world.meters:is_in_istio(service) and WORKLOAD or PODS
  local measure = measures.objective(world.meters, slo, {
    instead = holder == service and canary or nil, window = "{{ interval }}",
  })
  return measure and template(world, service, slo, measure)
end

local function metric_of(world, service, slo, mesh)
  local make = mesh and measures.holder(slo) == service and BUILT_IN[slo.sli]
  local metric = make and make(slo)
  if not metric then return of_template(world, service, slo) end
  world.out:loss(slo, "the window of an objective", measures.looked_at())
  return metric
end

--- Two objectives with one metric of Flagger's: the stricter one holds.
local function stricter(first, second)
  local a, b = first.thresholdRange, second.thresholdRange
  a.min = a.min and b.min and math.max(a.min, b.min) or a.min
  a.max = a.max and b.max and math.min(a.max, b.max) or a.max
end

---@param world export.flagger.world
---@param service frozen.service
---@param judges frozen.slo[]
---@param interval string
---@param mesh frozen.item?
---@return table[]? metrics
function metrics.of(world, service, judges, interval, mesh)
  local list, by_name = {}, {}
  for _, slo in ipairs(judges) do
    local metric = metric_of(world, service, slo, mesh)
    if metric and by_name[metric.name] then
      stricter(by_name[metric.name], metric)
    elseif metric then
      metric.interval = interval
      by_name[metric.name], list[#list + 1] = metric, metric
    end
  end
  return #list > 0 and list or nil
end

return metrics
