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
---@field window string a range: "5m"
---@field host? string one of the service's Services, where proxies tell them apart
---@field more? string matchers besides those of the service
---@field instead? string matchers in the place of those of the service

local USUAL_ADDRESS = "http://prometheus:9090"
--- For `options` of every target that asks Prometheus.
measures.options = lists.joined({
  { name = "prometheus", default = USUAL_ADDRESS, takes = "url", summary = "address of Prometheus" },
}, promql.options)

--- Where Prometheus is asked: as long as nobody says where, a place to be mended.
---@param measured export.meters
---@return string
function measures.address(measured)
  local address = measured.out.options.prometheus
  if address == USUAL_ADDRESS then
    measured.out:loss(measured.model, "where Prometheus is, which the option prometheus may tell", address,
      { class = "by hand", value = address })
  end
  return address
end

-- ---- queries ----

local function error_ratio(list, at)
  local total, bad = promql.requests(list)
  return promql.bad_ratio(total, bad, at.window)
end

local function quantile(list, at, percentile)
  local buckets = promql.each(list, function(meter) return ("%s_bucket{%s}"):format(meter.latency, meter.own) end)
  return ("histogram_quantile(%s, %s)"):format(
    units.decimal(units.ratio(percentile)), (promql.rate(buckets, at.window):gsub("^sum", "sum by (le) ")))
end

local INDICATORS = {}

function INDICATORS.availability(list, at, slo)
  return slo.target and { query = "1 - " .. error_ratio(list, at), operator = ">=", bound = units.ratio(slo.target) }
end

function INDICATORS.error_rate(list, at, slo)
  return slo.target and { query = error_ratio(list, at), operator = "<=", bound = units.ratio(slo.target) }
end

function INDICATORS.latency(list, at, slo)
  return slo.target_ms and slo.percentile and {
    query = quantile(list, at, slo.percentile), operator = "<=",
    bound = units.product(slo.target_ms, list[1].per_second / 1000),
  }
end

function INDICATORS.throughput(list, at, slo)
  return slo.target_per_s and {
    query = promql.rate(promql.requests(list), at.window), operator = ">=", bound = units.ratio(slo.target_per_s),
  }
end

--- Who promises an objective.
---@param slo frozen.slo
---@return frozen.item?
function measures.holder(slo)
  return slo.service or slo.owner
end

--- The meters of a service, for what is asked of it.
local function meters_of(measured, holder, at)
  local list = {}
  for place, meter in ipairs(measured:of(holder, at.host)) do
    local own = at.instead or at.more and meter.own .. "," .. at.more or meter.own
    list[place] = setmetatable({ own = own }, { __index = meter })
  end
  return list
end

--- What is judged in the place of an objective's window.
---@param window string? a time, or what stands for the one between two looks
---@return string
function measures.looked_at(window)
  return window and window:match("^%d") and "the requests of the last " .. window or "the requests between two looks"
end

--- What tells whether an objective is kept; nil, and a loss, where requests do not tell.
---@param measured export.meters
---@param slo frozen.slo
---@param at export.measure.at
---@return export.measure?
function measures.objective(measured, slo, at)
  local holder, make = measures.holder(slo), INDICATORS[slo.sli]
  local list = make and holder and holder.kind == "service" and meters_of(measured, holder, at)
  if list and #list == 0 then return nil end
  local measure = list and make(list, at, slo) or nil
  if not measure then
    measured.out:loss(slo, "an objective that counting and timing requests does not show", "nothing asks for it")
  elseif slo.window_s then
    measured.out:loss(slo, "the window of an objective", measures.looked_at(at.window))
  end
  return measure
end

local LIMITS = {
  error_rate = { sli = "error_rate", key = "target" },
  availability = { sli = "availability", key = "target" },
  latency_p99_ms = { sli = "latency", key = "target_ms" },
}

--- What tells whether a limit of `abort_when` is kept; nil, and a loss, where nothing measures the service.
---@param measured export.meters
---@param service frozen.service
---@param field "error_rate"|"availability"|"latency_p99_ms"
---@param value number
---@param at export.measure.at
---@return export.measure?
function measures.limit(measured, service, field, value, at)
  local limit, list = LIMITS[field], meters_of(measured, service, at)
  return #list > 0 and INDICATORS[limit.sli](list, at, { [limit.key] = value, percentile = 0.99 }) or nil
end

return measures
