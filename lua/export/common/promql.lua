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

-- ---- words of PromQL ----

--- A text as it stands between quotes.
---@param text string
---@return string
function promql.quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", "\\n") .. '"'
end

--- Matchers for all requests to a service: `service="shop"`.
---@param options table<string, string>
---@param service frozen.item
---@return string
function promql.matchers(options, service)
  return ("%s=%s"):format(options.label, promql.quoted(service.name))
end

---@param metric string
---@param ... string matchers
---@return string selector
function promql.selector(metric, ...)
  return ("%s{%s}"):format(metric, table.concat({ ... }, ","))
end

---@param selector string
---@param window string a range: "5m"
---@return string
function promql.rate(selector, window)
  return ("sum(rate(%s[%s]))"):format(selector, window)
end

--- The share of bad events. No failed request ever leaves no counter of failed ones: that is no failure, not nothing.
---@param total string selector
---@param bad string selector
---@param window string
---@return string
function promql.bad_ratio(total, bad, window)
  return ("(%s or vector(0)) / %s"):format(promql.rate(bad, window), promql.rate(total, window))
end

-- ---- objectives ----

---@class export.indicator
---@field budget number the share of events that may be bad; more than 0
---@field total string selects the counter of all events
---@field bad string? selects that of bad ones
---@field good string? selects that of good ones, where bad ones have none

--- "2" or "2.0": clients differ in how they write a bucket's bound.
local function bound(seconds)
  local text = units.decimal(units.ratio(seconds))
  return text:find(".", 1, true) and promql.quoted(text) or ('"%s(\\\\.0)?"'):format(text)
end

local function of_requests(options, service, budget)
  local own = promql.matchers(options, service)
  return {
    budget = budget,
    total = promql.selector(options.requests, own), bad = promql.selector(options.requests, own, options.errors),
  }
end

local INDICATORS = {}

function INDICATORS.availability(options, service, slo)
  return slo.target and of_requests(options, service, units.complement(slo.target))
end

function INDICATORS.error_rate(options, service, slo)
  return slo.target and of_requests(options, service, slo.target)
end

--- "99 % below 200 ms" has a budget of 1 % of slow requests.
function INDICATORS.latency(options, service, slo)
  if not slo.target_ms or not slo.percentile then return nil end
  local own = promql.matchers(options, service)
  return {
    budget = units.complement(slo.percentile),
    total = promql.selector(options.latency .. "_count", own),
    good = promql.selector(options.latency .. "_bucket", own, "le=~" .. bound(slo.target_ms / 1000)),
  }
end

--- What an objective measures; nil, with its loss, for what is no share of good events.
---@param out export.out with the options above
---@param service frozen.service
---@param slo frozen.slo
---@return export.indicator?
local function indicator_of(out, service, slo)
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
  return indicator or nil
end

---@class export.objective
---@field slo frozen.slo
---@field indicator export.indicator

--- The objectives of a service that are shares of good events. One that is declared twice is an error of the model; the
--- first one holds.
---@param graph export.graph
---@param out export.out with the options above
---@param service frozen.service
---@return export.objective[]
function promql.objectives(graph, out, service)
  local list, seen = {}, {}
  for _, slo in ipairs(graph:slos(service)) do
    local indicator = not seen[slo.name] and indicator_of(out, service, slo)
    if indicator then list[#list + 1] = { slo = slo, indicator = indicator } end
    seen[slo.name] = true
  end
  return list
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
