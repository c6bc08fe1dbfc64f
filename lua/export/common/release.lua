--- How a new version goes out, for targets that carry it out step by step.

local said_by = require "export.common.said"

local release = {}

local function not_empty(list)
  return list and #list > 0 and list or nil
end

-- ---- shares of the traffic ----

-- Steps of a hundredth of a percent: finer than any platform's.
local MOST_STEPS = 10000

local function growing_shares(said)
  local first, last = said.initial or said.increment, said.max or 1
  local shares = { first }
  local step = said.increment or 0
  while first and step > 0 and #shares < MOST_STEPS and first + #shares * step <= last + 1e-9 do
    shares[#shares + 1] = first + #shares * step
  end
  if #shares > 0 and shares[#shares] < last - 1e-9 then shares[#shares + 1] = last end
  return shares
end

local function nearest(share)
  local percent = math.max(math.floor(share * 100 + 0.5), 1)
  return percent, math.abs(percent - share * 100) > 1e-6
end

local function report_rounding(out, deployment, is_rounded)
  if is_rounded then
    out:loss(deployment, "a share of the traffic that is no whole percent", "the nearest one")
  end
end

--- A share in whole percent, at least 1.
---@param out export.out
---@param deployment frozen.item
---@param share number a ratio
---@return integer
function release.percent(out, deployment, share)
  local percent, is_rounded = nearest(share)
  report_rounding(out, deployment, is_rounded)
  return percent
end

--- The shares of a canary in whole percent, growing, without the last one, which is everybody.
---@param out export.out
---@param deployment frozen.item a canary
---@return integer[] percents {} where the model gives no steps
function release.percents(out, deployment)
  local said = said_by(deployment)
  local percents, last, is_any_rounded = {}, 0, false
  for _, share in ipairs(not_empty(said.steps) or growing_shares(said)) do
    local percent, is_rounded = nearest(share)
    if percent < last then out:loss(deployment, "a step back to a smaller share", "no step for it") end
    if percent > last and percent < 100 then percents[#percents + 1] = percent end
    last, is_any_rounded = math.max(percent, last), is_any_rounded or is_rounded
  end
  report_rounding(out, deployment, is_any_rounded)
  return percents
end

-- ---- who decides ----

--- The objectives that decide whether a new version goes on.
---@param graph export.graph
---@param service frozen.service
---@return frozen.slo[]
function release.judges(graph, service)
  local said = said_by(service.deployment)
  return not_empty(said.analysis) or (said.metrics_based and graph:slos(service)) or {}
end

--- A share of the traffic keeps a ratio or a time, but has only a share of the throughput.
---@param out export.out
---@param judges frozen.slo[]
---@return frozen.slo[]
function release.of_a_share(out, judges)
  local able = {}
  for _, slo in ipairs(judges) do
    if slo.sli == "throughput" then
      out:loss(slo, "a throughput, which a share of the traffic cannot show", "nothing asks for it")
    else
      able[#able + 1] = slo
    end
  end
  return able
end

return release
