--- prometheus: recording rules and burn-rate alerts for the objectives of services. One file for each service.
---
--- The alerts are those of the Site Reliability Workbook (Google, 2018), chapter 5: an alert fires when a share of
--- the error budget is gone within a long window, and is still going in a short one. Burning at factor 1 uses up
--- exactly the budget within the objective's window.

local graph = require "export.common.graph"
local lists = require "export.common.lists"
local meters = require "export.common.meters"
local names = require "export.common.names"
local promql = require "export.common.promql"
local units = require "export.common.units"

local HOUR = 3600000

---@class export.prometheus.row
---@field severity "page"|"ticket"
---@field share number of the budget
---@field long number ms; of the last row a share of the objective's window, at least an hour

local ROWS = {
  { severity = "page", share = 0.02, long = HOUR },
  { severity = "page", share = 0.05, long = 6 * HOUR },
  { severity = "ticket", share = 0.1, long = 24 * HOUR },
  { severity = "ticket", share = 0.1 },
}

-- A short window is a twelfth of the long one.
local SHORT = 12

--- The share of bad events.
local function ratio_of(indicator, window)
  if indicator.bad then return promql.bad_ratio(indicator.total, indicator.bad, window) end
  return ("1 - %s / %s"):format(promql.rate(indicator.good, window), promql.rate(indicator.total, window))
end

-- ---- which alerts ----

---@class export.prometheus.burn
---@field factor number
---@field long number ms
---@field short number ms

local function burn_of(row, window)
  local long = math.min(row.long or math.max(window / 10, HOUR), window)
  return {
    factor = row.long and units.ratio(row.share * window / long) or 1,
    long = long, short = long / SHORT,
  }
end

--- Why a row makes no alert, or nil.
local function why_not(burn, budget)
  if burn.factor < 1 then return "a budget share that is used up slower than the objective allows" end
  if burn.factor * budget >= 1 then return "a burn rate that not even 100 % of errors reach" end
  return nil
end

---@return table<string, export.prometheus.burn[]> severity → burns
local function burns_of(world, slo, budget)
  local burns = {}
  if not slo.window_s then
    world.out:loss(slo, "an objective without a window", "no alert for it", "unsaid")
    return burns
  end
  for _, row in ipairs(ROWS) do
    local burn = burn_of(row, slo.window_s * 1000)
    local reason = why_not(burn, budget)
    if reason then
      world.out:loss(slo, reason, "no alert for it")
    else
      burns[row.severity] = burns[row.severity] or {}
      table.insert(burns[row.severity], burn)
    end
  end
  return burns
end

-- ---- rules ----

--- "16h48m" is read sooner than "1008m".
local function record_of(window_ms)
  local window = units.prometheus(window_ms)
  local minutes = tonumber(window:match("^(%d+)m$"))
  return "slo:error_ratio:rate" .. (minutes and minutes > 60 and units.go(window_ms) or window)
end

local function condition(world, burn, labels, budget)
  local selector = ("{service=%s,slo=%s}"):format(meters.quoted(labels.service), meters.quoted(labels.slo))
  local threshold = ("(%s * %s)"):format(units.decimal(burn.factor), units.decimal(budget))
  local parts = {}
  for _, window_ms in ipairs { burn.long, burn.short } do
    world.windows[window_ms] = true
    parts[#parts + 1] = ("%s%s > %s"):format(record_of(window_ms), selector, threshold)
  end
  return "(" .. table.concat(parts, " and ") .. ")"
end

local SEVERITIES = { "page", "ticket" }

local function alert_of(world, severity, burns, labels, budget)
  local conditions, factors = {}, {}
  for _, burn in ipairs(burns) do
    conditions[#conditions + 1] = condition(world, burn, labels, budget)
    factors[#factors + 1] = ("%s in %s"):format(units.decimal(burn.factor), units.prometheus(burn.long))
  end
  return {
    alert = "ErrorBudgetBurn",
    expr = table.concat(conditions, "\nor\n"),
    labels = { severity = severity, service = labels.service, slo = labels.slo },
    annotations = {
      summary = ("%s burns the error budget of %s"):format(labels.service, labels.slo),
      description = ("Bad events come faster than the objective allows, by these factors or more: %s."):format(
        table.concat(factors, ", ")),
    },
  }
end

local function alerts_of(world, slo, labels, budget)
  local alerts, burns = {}, burns_of(world, slo, budget)
  for _, severity in ipairs(SEVERITIES) do
    if burns[severity] then
      alerts[#alerts + 1] = alert_of(world, severity, burns[severity], labels, budget)
    end
  end
  return alerts
end

local function records_of(world, indicator, labels)
  local records = {
    { record = "slo:objective:ratio", expr = ("vector(%s)"):format(units.decimal(units.complement(indicator.budget))),
      labels = labels },
  }
  for window_ms in pairs(world.windows) do
    local window = units.prometheus(window_ms)
    records[#records + 1] = { record = record_of(window_ms), expr = ratio_of(indicator, window), labels = labels }
  end
  return records
end

--- The alerts tell which windows have to be recorded.
local function group_of(world, service, objective)
  local slo, indicator = objective.slo, objective.indicator
  local labels = { service = service.name, slo = slo.name }
  world.windows = {}
  local alerts = alerts_of(world, slo, labels, indicator.budget)
  return {
    name = service.name .. "/" .. slo.name, rules = lists.joined(records_of(world, indicator, labels), alerts),
  }
end

local function export_service(world, service)
  local groups = {}
  for place, objective in ipairs(promql.objectives(world.meters, service)) do
    groups[place] = group_of(world, service, objective)
  end
  if #groups > 0 then world.out:document(world.names:label(service), { groups = groups }) end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = { out = out, graph = graph.of(model), names = names.of(model, out), meters = meters.of(model, out) }
  for _, service in ipairs(model.services) do export_service(world, service) end
  promql.pass_over_externals(world.graph, out)
end

---@type export.exporter
return {
  name = "prometheus",
  summary = "Recording rules and burn-rate alerts for objectives",
  formats = { "yaml" },
  order = { "groups", "name", "interval", "rules", "record", "alert", "expr", "for", "labels", "annotations" },
  options = promql.options,
  export = export,
}
