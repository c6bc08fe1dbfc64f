--- openslo: the objectives of services as OpenSLO v1. One file for each service that has some: the service, then each
--- objective with its indicator. Alerts are the prometheus target's.

local facts = require "export.common.facts"
local graph = require "export.common.graph"
local meters = require "export.common.meters"
local names = require "export.common.names"
local promql = require "export.common.promql"
local units = require "export.common.units"

local MINUTE, USUAL_WINDOW = 60000, "30d"
local LONGEST = 1050 -- characters of a description, by the specification

local function metric(selectors)
  return selectors and { metricSource = { type = "Prometheus", spec = { query = promql.sum(selectors) } } }
end

--- OpenSLO counts in minutes, hours and days.
local function window_of(world, slo)
  if not slo.window_s then
    world.out:loss(slo, "the model gives no window", "30 days", "unsaid")
    return USUAL_WINDOW
  end
  local ms = math.max(1, math.ceil(slo.window_s * 1000 / MINUTE)) * MINUTE
  if ms ~= slo.window_s * 1000 then world.out:loss(slo, "parts of a minute in a window", "the next whole minute") end
  return units.prometheus(ms)
end

local function description_of(world, item)
  local text = item.description
  local ending = text and utf8.len(text) and utf8.offset(text, LONGEST + 1)
  if not ending or ending > #text then return text end
  world.out:loss(item, "a description of more than 1050 characters", "its beginning")
  return text:sub(1, ending - 1)
end

local function label_value(world, service, text)
  local value = text and names.label_value(text)
  if value ~= text then world.out:loss(service, "a text that is no label's value", "the nearest one") end
  return value ~= "" and value or nil
end

--- A label's value may be text or a list of it.
local function labels_of(world, service)
  local tags, labels = {}, {}
  for _, tag in ipairs(service.tags) do tags[#tags + 1] = label_value(world, service, tag) end
  labels.team = label_value(world, service, facts.team(world.model, service))
  labels.context = label_value(world, service, service.context_name)
  labels.criticality = service.criticality
  labels.tags = #tags > 0 and tags or nil
  return next(labels) and labels or nil
end

local function metadata(name, item, labels)
  local is_told = item.name ~= name and (utf8.len(item.name) or #item.name) <= 63
  return { name = name, displayName = is_told and item.name or nil, labels = labels }
end

local function service_document(world, service)
  return {
    apiVersion = "openslo/v1", kind = "Service",
    metadata = metadata(world.names:label(service), service, labels_of(world, service)),
    spec = world.out.map { description = description_of(world, service) },
  }
end

local function slo_document(world, service, slo, indicator)
  local name = world.name_of(service.name .. "/" .. slo.name)
  return {
    apiVersion = "openslo/v1", kind = "SLO",
    metadata = metadata(name, slo, labels_of(world, service)),
    spec = {
      description = description_of(world, slo),
      service = world.names:label(service),
      indicator = {
        metadata = { name = name },
        spec = {
          ratioMetric = {
            counter = true,
            good = metric(indicator.good), bad = metric(indicator.bad), total = metric(indicator.total),
          },
        },
      },
      timeWindow = { { duration = window_of(world, slo), isRolling = true } },
      budgetingMethod = "Occurrences",
      objectives = { { displayName = facts.objective(slo), target = units.complement(indicator.budget) } },
    },
  }
end

local function export_service(world, service)
  local documents = { service_document(world, service) }
  for _, objective in ipairs(promql.objectives(world.meters, service)) do
    documents[#documents + 1] = slo_document(world, service, objective.slo, objective.indicator)
  end
  if #documents > 1 then world.out:file(world.names:label(service))(documents) end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = {
    model = model, out = out, graph = graph.of(model), names = names.of(model, out),
    name_of = names.mapper(names.label), meters = meters.of(model, out),
  }
  for _, service in ipairs(model.services) do export_service(world, service) end
  promql.pass_over_externals(world.graph, out)
end

---@type export.exporter
return {
  name = "openslo",
  summary = "Objectives as OpenSLO v1",
  order = {
    "apiVersion", "kind", "metadata", "name", "displayName", "labels", "spec", "description", "service", "indicator",
    "timeWindow", "budgetingMethod", "objectives", "counter", "good", "bad", "total",
  },
  options = promql.options,
  export = export,
}
