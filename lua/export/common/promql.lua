--- What an objective measures, as Prometheus' counters: for every target that carries its queries.

local meters = require "export.common.meters"
local units = require "export.common.units"

local promql = {}

--- For `options` of every such target: what measures requests has one name in all of them.
promql.options = meters.options

---@class export.indicator
---@field budget number the share of events that may be bad; more than 0
---@field total string[] each selects a counter of all events; those together are all
---@field bad? string[] those of bad ones
---@field good? string[] those of good ones, where bad ones have none

--- "2" or "2.0": clients differ in how they write a bucket's bound.
local function bound(number)
  local text = units.decimal(units.ratio(number))
  return text:find(".", 1, true) and meters.quoted(text) or ('"%s(\\\\.0)?"'):format(text)
end

---@return string
local function selected(metric, ...)
  return ("%s{%s}"):format(metric, table.concat({ ... }, ","))
end

--- Series that several selectors find count once.
---@param selectors string[]
---@param form string of one of them
---@return string
local function together(selectors, form)
  local texts, seen = {}, {}
  for _, selector in ipairs(selectors) do
    local text = form:gsub("%%s", function() return selector end)
    if not seen[text] then texts[#texts + 1] = text end
    seen[text] = true
  end
  return table.concat(texts, " or ")
end

--- How many events there are a second.
---@param selectors string[]
---@param window string
---@return string
function promql.rate(selectors, window)
  return ("sum(%s)"):format(together(selectors, ("rate(%%s[%s])"):format(window)))
end

--- How many there were.
---@param selectors string[]
---@return string
function promql.sum(selectors)
  return ("sum(%s)"):format(together(selectors, "%s"))
end

--- The share of bad events. No failed request ever leaves no counter of failed ones: that is no failure, not nothing.
---@param total string[] selectors
---@param bad string[]
---@param window string
---@return string
function promql.bad_ratio(total, bad, window)
  return ("(%s or vector(0)) / %s"):format(promql.rate(bad, window), promql.rate(total, window))
end

---@param list export.meter[]
---@param select fun(meter: export.meter): string
---@return string[]
function promql.each(list, select)
  local selectors = {}
  for place, meter in ipairs(list) do selectors[place] = select(meter) end
  return selectors
end

--- All requests, and those that failed.
---@param list export.meter[]
---@return string[] total
---@return string[] bad
function promql.requests(list)
  return promql.each(list, function(meter) return selected(meter.requests, meter.own) end),
    promql.each(list, function(meter) return selected(meter.requests, meter.own, meter.errors) end)
end

local function of_requests(list, budget)
  local total, bad = promql.requests(list)
  return { budget = budget, total = total, bad = bad }
end

local function of_latency(list, slo)
  return {
    budget = units.complement(slo.percentile),
    total = promql.each(list, function(meter) return selected(meter.latency .. "_count", meter.own) end),
    good = promql.each(list, function(meter)
      local at = units.product(slo.target_ms, meter.per_second / 1000)
      return selected(meter.latency .. "_bucket", meter.own, "le=~" .. bound(at))
    end),
  }
end

local INDICATORS = {
  availability = function(list, slo)
    return slo.target and of_requests(list, units.complement(slo.target))
  end,
  error_rate = function(list, slo)
    return slo.target and of_requests(list, slo.target)
  end,
  latency = function(list, slo)
    return slo.target_ms and slo.percentile and of_latency(list, slo)
  end,
}

local function tell_bucket(out, slo, is_in_istio)
  out:loss(slo, "that the histogram has a bucket at the target", is_in_istio
    and "a query that needs one, which Istio's proxies get by the annotation sidecar.istio.io/statsHistogramBuckets"
    or "a query that needs one: without it the objective has no value", "by hand")
end

--- What an objective measures; nil, with its loss, for what is no share of good events, or counted nowhere.
---@param measured export.meters
---@param service frozen.service
---@param slo frozen.slo
---@return export.indicator?
local function indicator_of(measured, service, slo)
  local make, out = INDICATORS[slo.sli], measured.out
  local list = make and measured:of(service) or {}
  local indicator = #list > 0 and make(list, slo) or nil
  if not indicator then
    if not make or #list > 0 then out:loss(slo, "an objective that is no share of good events", "nothing for it") end
    return nil
  end
  if indicator.budget <= 0 or indicator.budget >= 1 then
    out:loss(slo, "an objective of 100 %, which has no error budget, or of 0 %", "nothing for it")
    return nil
  end
  if indicator.good then tell_bucket(out, slo, measured:is_in_istio(service)) end
  return indicator
end

---@class export.objective
---@field slo frozen.slo
---@field indicator export.indicator

--- The objectives of a service that are shares of good events. One that is declared twice is an error of the model; the
--- first one holds.
---@param measured export.meters
---@param service frozen.service
---@return export.objective[]
function promql.objectives(measured, service)
  local list, seen = {}, {}
  for _, slo in ipairs(measured.graph:slos(service)) do
    local indicator = not seen[slo.name] and indicator_of(measured, service, slo)
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
