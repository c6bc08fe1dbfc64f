--- What an objective measures, as Prometheus' counters: for every target that carries its queries.

local units = require "export.common.units"

local promql = {}

--- For `options` of every such target: what measures requests has one name in all of them.
promql.options = {
  { name = "requests", default = "http_requests_total", summary = "counter of requests" },
  { name = "errors", default = 'code=~"5.."', summary = "selects the failed ones" },
  { name = "latency", default = "http_request_duration_seconds", summary = "histogram of their duration" },
  { name = "label", default = "service", summary = "label that holds the service's name" },
}

---@class export.indicator
---@field budget number the share of events that may be bad; more than 0
---@field total string selects the counter of all events
---@field bad string? selects that of bad ones
---@field good string? selects that of good ones, where bad ones have none

--- A text as it stands between quotes.
---@param text string
---@return string
function promql.quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", "\\n") .. '"'
end

--- "2" or "2.0": clients differ in how they write a bucket's bound.
local function bound(seconds)
  local text = units.decimal(units.ratio(seconds))
  return text:find(".", 1, true) and promql.quoted(text) or ('"%s(\\\\.0)?"'):format(text)
end

local function selected(metric, ...)
  return ("%s{%s}"):format(metric, table.concat({ ... }, ","))
end

local function of_requests(options, service, budget)
  local own = ("%s=%s"):format(options.label, promql.quoted(service.name))
  return {
    budget = budget,
    total = selected(options.requests, own), bad = selected(options.requests, own, options.errors),
  }
end

local function of_latency(options, service, slo)
  local own = ("%s=%s"):format(options.label, promql.quoted(service.name))
  return {
    budget = units.complement(slo.percentile),
    total = selected(options.latency .. "_count", own),
    good = selected(options.latency .. "_bucket", own, "le=~" .. bound(slo.target_ms / 1000)),
  }
end

local INDICATORS = {
  availability = function(options, service, slo)
    return slo.target and of_requests(options, service, units.complement(slo.target))
  end,
  error_rate = function(options, service, slo)
    return slo.target and of_requests(options, service, slo.target)
  end,
  latency = function(options, service, slo)
    return slo.target_ms and slo.percentile and of_latency(options, service, slo)
  end,
}

--- What an objective measures; nil, with its loss, for what is no share of good events.
---@param out export.out with the options above
---@param service frozen.service
---@param slo frozen.slo
---@return export.indicator?
function promql.indicator(out, service, slo)
  local make = INDICATORS[slo.sli]
  local indicator = make and make(out.options, service, slo)
  if not indicator then
    out:loss(slo, "an objective that is no share of good events", "nothing for it")
  elseif indicator.budget <= 0 or indicator.budget >= 1 then
    out:loss(slo, "an objective of 100 %, which has no error budget, or of 0 %", "nothing for it")
    return nil
  elseif indicator.good then
    out:loss(slo, "that the histogram has a bucket at the target",
      "a query that needs one: without it the objective has no value")
  end
  return indicator
end

--- What externals promise is measured by themselves.
---@param graph export.graph
---@param out export.out
function promql.pass_over_externals(graph, out)
  for _, external in ipairs(graph.model.externals) do
    for _, slo in ipairs(graph:slos(external)) do
      out:loss(slo, "an objective of an external system, which measures itself", "nothing for it")
    end
  end
end

return promql
