--- prometheus: recording rules and burn-rate alerts for the objectives of services. One file for each service.
---
--- The alerts are those of the Site Reliability Workbook (Google, 2018), chapter 5: an alert fires when a share of
--- the error budget is gone within a long window, and is still going in a short one. Burning at factor 1 uses up
--- exactly the budget within the objective's window.

local graph = require "export.common.graph"
local names = require "export.common.names"
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

--- A text as it stands between quotes in PromQL.
local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", "\\n") .. '"'
end

-- ---- the share of bad events ----

--- "2" or "2.0": clients differ in how they write a bucket's bound.
local function bound(seconds)
  local text = units.decimal(seconds)
  return text:find(".", 1, true) and '"' .. text .. '"' or ('"%s(\\\\.0)?"'):format(text)
end

---@class export.prometheus.indicator
---@field budget number the share of events that may be bad
---@field ratio fun(window: string): string PromQL

---@return export.prometheus.indicator
local function of_errors(world, service, budget)
  local metric, label = world.out.options.requests, ("%s=%s"):format(world.out.options.label, quoted(service.name))
  local errors = world.out.options.errors
  return {
    budget = budget,
    ratio = function(window)
      return ("(sum(rate(%s{%s,%s}[%s])) or vector(0)) / sum(rate(%s{%s}[%s]))"):format(
        metric, label, errors, window, metric, label, window)
    end,
  }
end

local function of_availability(world, service, slo)
  return slo.target and of_errors(world, service, units.complement(slo.target))
end

local function of_error_rate(world, service, slo)
  return slo.target and of_errors(world, service, slo.target)
end

--- "99 % below 200 ms" has a budget of 1 % of slow requests.
local function of_latency(world, service, slo)
  if not slo.target_ms or not slo.percentile then return nil end
  local metric, label = world.out.options.latency, ("%s=%s"):format(world.out.options.label, quoted(service.name))
  world.out:loss(slo, "that the histogram has a bucket at the target",
    "a rule that needs one: without it the objective has no value")
  return {
    budget = units.complement(slo.percentile),
    ratio = function(window)
      return ("1 - sum(rate(%s_bucket{%s,le=~%s}[%s])) / sum(rate(%s_count{%s}[%s]))"):format(
        metric, label, bound(slo.target_ms / 1000), window, metric, label, window)
    end,
  }
end

local INDICATORS = { availability = of_availability, error_rate = of_error_rate, latency = of_latency }

---@return export.prometheus.indicator?
local function indicator_of(world, service, slo)
  local make = INDICATORS[slo.sli]
  local indicator = make and make(world, service, slo)
  if not indicator then
    world.out:loss(slo, "an objective that is no share of good events", "no rule")
  elseif indicator.budget <= 0 then
    world.out:loss(slo, "an objective of 100 %: it has no error budget", "no rule")
    indicator = nil
  end
  return indicator
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
    world.out:loss(slo, "an objective without a window", "no alert for it")
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

local function record_of(window)
  return "slo:error_ratio:rate" .. window
end

local function condition(world, burn, labels, budget)
  local selector = ("{service=%s,slo=%s}"):format(quoted(labels.service), quoted(labels.slo))
  local threshold = ("(%s * %s)"):format(units.decimal(burn.factor), units.decimal(budget))
  local parts = {}
  for _, window_ms in ipairs { burn.long, burn.short } do
    world.windows[window_ms] = true
    parts[#parts + 1] = ("%s%s > %s"):format(record_of(units.prometheus(window_ms)), selector, threshold)
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
    records[#records + 1] = { record = record_of(window), expr = indicator.ratio(window), labels = labels }
  end
  return records
end

--- The alerts tell which windows have to be recorded.
local function group_of(world, service, slo)
  local indicator = indicator_of(world, service, slo)
  if not indicator then return nil end
  local labels = { service = service.name, slo = slo.name }
  world.windows = {}
  local alerts = alerts_of(world, slo, labels, indicator.budget)
  local rules = records_of(world, indicator, labels)
  for _, alert in ipairs(alerts) do rules[#rules + 1] = alert end
  return { name = world.group_name(service.name .. "/" .. slo.name), rules = rules }
end

local function export_service(world, service)
  local groups = {}
  world.group_name = names.mapper(function(text) return text end)
  for _, slo in ipairs(world.graph:slos(service)) do groups[#groups + 1] = group_of(world, service, slo) end
  if #groups > 0 then world.out:document(world.names:label(service), { groups = groups }) end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = { out = out, graph = graph.of(model), names = names.of(model, out) }
  for _, service in ipairs(model.services) do export_service(world, service) end
  for _, external in ipairs(model.externals) do
    for _, slo in ipairs(world.graph:slos(external)) do
      out:loss(slo, "an objective of an external system, which measures itself", "no rule")
    end
  end
end

---@type export.exporter
return {
  name = "prometheus",
  summary = "Recording rules and burn-rate alerts for objectives",
  formats = { "yaml" },
  order = { "groups", "name", "interval", "rules", "record", "alert", "expr", "for", "labels", "annotations" },
  options = {
    { name = "requests", default = "http_requests_total", summary = "counter of requests" },
    { name = "errors", default = 'code=~"5.."', summary = "selects the failed ones" },
    { name = "latency", default = "http_request_duration_seconds", summary = "histogram of their duration" },
    { name = "label", default = "service", summary = "label that holds the service's name" },
  },
  export = export,
}
