--- Objectives as one number that Prometheus tells at this moment, and the bound it has to keep: for targets that
--- decide by it whether to go on.

local lists = require "export.common.lists"
local promql = require "export.common.promql"
local units = require "export.common.units"

local measures = {}

---@class export.measure
---@field query string PromQL; gives one number, or none where there is no traffic
---@field operator ">="|"<=" how the number stands to the bound when all is well
---@field bound number

---@class export.measure.at
---@field matchers string of labels: `service="shop"`
---@field window string a range: "5m"

--- For `options` of every target that asks Prometheus.
measures.options = lists.joined(
  { { name = "prometheus", default = "http://prometheus:9090", summary = "address of Prometheus" } }, promql.options)

--- Matchers for all requests to a service.
---@param out export.out
---@param service frozen.item
---@return string
function measures.matchers(out, service)
  return promql.matchers(out.options, service)
end

-- ---- queries ----

local function error_ratio(options, at)
  return promql.bad_ratio(promql.selector(options.requests, at.matchers),
    promql.selector(options.requests, at.matchers, options.errors), at.window)
end

local function quantile(options, at, percentile)
  return ("histogram_quantile(%s, sum by (le) (rate(%s[%s])))"):format(
    units.decimal(units.ratio(percentile)), promql.selector(options.latency .. "_bucket", at.matchers), at.window)
end

local INDICATORS = {}

function INDICATORS.availability(options, at, slo)
  return slo.target and { query = "1 - " .. error_ratio(options, at), operator = ">=", bound = units.ratio(slo.target) }
end

function INDICATORS.error_rate(options, at, slo)
  return slo.target and { query = error_ratio(options, at), operator = "<=", bound = units.ratio(slo.target) }
end

function INDICATORS.latency(options, at, slo)
  return slo.target_ms and slo.percentile and {
    query = quantile(options, at, slo.percentile), operator = "<=", bound = units.product(slo.target_ms, 0.001),
  }
end

function INDICATORS.throughput(options, at, slo)
  return slo.target_per_s and {
    query = promql.rate(promql.selector(options.requests, at.matchers), at.window), operator = ">=",
    bound = units.ratio(slo.target_per_s),
  }
end

--- Who promises an objective.
---@param slo frozen.slo
---@return frozen.item?
function measures.holder(slo)
  return slo.service or slo.owner
end

--- What tells whether an objective is kept; nil, and a loss, where requests do not tell.
---@param out export.out
---@param slo frozen.slo
---@param at export.measure.at
---@return export.measure?
function measures.objective(out, slo, at)
  local make = measures.holder(slo) and INDICATORS[slo.sli]
  local measure = make and make(out.options, at, slo) or nil
  if not measure then
    out:loss(slo, "an objective that counting and timing requests does not show", "nothing asks for it")
  elseif slo.window_s then
    out:loss(slo, "the time an objective is judged over", "a shorter one")
  end
  return measure
end

local LIMITS = {
  error_rate = { sli = "error_rate", key = "target" },
  availability = { sli = "availability", key = "target" },
  latency_p99_ms = { sli = "latency", key = "target_ms" },
}

--- What tells whether a limit of `abort_when` is kept.
---@param out export.out
---@param field "error_rate"|"availability"|"latency_p99_ms"
---@param value number
---@param at export.measure.at
---@return export.measure
function measures.limit(out, field, value, at)
  local limit = LIMITS[field]
  return INDICATORS[limit.sli](out.options, at, { [limit.key] = value, percentile = 0.99 })
end

return measures
