--- Quantities of the model as platforms write them. What is nil stays nil.

local units = {}

local US = { h = 3600000000, m = 60000000, s = 1000000, ms = 1000, us = 1 }

--- The integer a number is, or the number.
local function whole(number)
  return math.tointeger(number) or number
end

--- Without the dust of binary fractions: 99.9, not 99.90000000000001.
local function clean(number)
  return whole(tonumber(("%.12g"):format(number)))
end

local function ceil(number)
  return math.ceil(number - 1e-9)
end

--- A sum of whole units, the largest first.
---@param total integer in the unit of `sizes`
---@param names string[]
---@param sizes table<string, integer>
---@return string
local function sum(total, names, sizes)
  local parts = {}
  for _, name in ipairs(names) do
    if total >= sizes[name] then
      parts[#parts + 1] = total // sizes[name] .. name
      total = total % sizes[name]
    end
  end
  return #parts > 0 and table.concat(parts) or "0s"
end

--- Go's form, which has no days: Istio, Argo, Chaos Mesh, OpenTelemetry.
---@param ms number?
---@return string?
function units.go(ms)
  return ms and sum(math.floor(ms * 1000 + 0.5), { "h", "m", "s", "ms", "us" }, US)
end

--- Gateway API's form: up to four whole numbers of at most five digits.
---@param ms number?
---@return string?
function units.gateway(ms)
  return ms and sum(math.min(ceil(ms), 99999 * 3600000) * 1000, { "h", "m", "s", "ms" }, US)
end

local PROMETHEUS = { { "d", 86400000 }, { "h", 3600000 }, { "m", 60000 }, { "s", 1000 }, { "ms", 1 } }

--- One whole number of the largest unit that fits: Prometheus, OpenSLO, sloth.
---@param ms number?
---@return string?
function units.prometheus(ms)
  if not ms then return nil end
  local total = ceil(ms)
  for _, unit in ipairs(PROMETHEUS) do
    if total >= unit[2] and total % unit[2] == 0 then return total // unit[2] .. unit[1] end
  end
  return "0s"
end

--- Whole seconds, rounded up, at least 1: Kubernetes.
---@param ms number?
---@return integer?
---@return boolean? rounded
function units.seconds(ms)
  if not ms then return nil end
  local seconds = math.max(ceil(ms / 1000), 1)
  return seconds, seconds * 1000 ~= ms
end

--- Seconds with their unit: Pub/Sub, protobuf's JSON.
---@param ms number?
---@return string?
function units.seconds_text(ms)
  return ms and units.decimal(clean(ms / 1000)) .. "s"
end

--- Whole milliseconds, rounded up: Kafka, RabbitMQ.
---@param ms number?
---@return integer?
function units.ms(ms)
  return ms and ceil(ms)
end

--- ISO 8601: "PT1M30S", "P30D".
---@param ms number?
---@return string?
function units.iso8601(ms)
  if not ms then return nil end
  local days, rest = ms // 86400000, ms % 86400000
  local hours, minutes, seconds = rest // 3600000, rest % 3600000 // 60000, rest % 60000 / 1000
  local time = (hours > 0 and ("%dH"):format(hours) or "") .. (minutes > 0 and ("%dM"):format(minutes) or "")
    .. (seconds > 0 and units.decimal(clean(seconds)) .. "S" or "")
  if days == 0 and time == "" then return "PT0S" end
  return "P" .. (days > 0 and ("%dD"):format(days) or "") .. (time ~= "" and "T" .. time or "")
end

--- 99.9 of 0.999.
---@param ratio number?
---@return number?
function units.percent(ratio)
  return ratio and clean(ratio * 100)
end

--- "99.9%" of 0.999.
---@param ratio number?
---@return string?
function units.percent_text(ratio)
  return ratio and units.decimal(clean(ratio * 100)) .. "%"
end

---@param ratio number?
---@return number?
function units.ratio(ratio)
  return ratio and clean(ratio)
end

---@param ratio number?
---@return string?
function units.ratio_text(ratio)
  return ratio and units.decimal(clean(ratio))
end

--- 0.001 of 0.999.
---@param ratio number?
---@return number?
function units.complement(ratio)
  return ratio and clean(1 - ratio)
end

--- The product of numbers without the dust of binary fractions.
---@param a number?
---@param b number?
---@return number?
function units.product(a, b)
  return a and b and clean(a * b)
end

local BINARY = { { "Ti", 1 << 40 }, { "Gi", 1 << 30 }, { "Mi", 1 << 20 }, { "Ki", 1 << 10 } }

--- Kubernetes' form: "512Mi"; plain bytes where no unit fits.
---@param bytes number?
---@return string?
function units.binary(bytes)
  if not bytes then return nil end
  local total = ceil(bytes)
  for _, unit in ipairs(BINARY) do
    if total >= unit[2] and total % unit[2] == 0 then return total // unit[2] .. unit[1] end
  end
  return tostring(total)
end

--- "1.5e-07" → "0.00000015"
local function without_exponent(text)
  local digits, exponent = text:match("^%-?([%d.]+)e([+-]%d+)$")
  local decimals = #digits:gsub("%.", "") - 1 - tonumber(exponent)
  return ("%%.%df"):format(math.max(decimals, 0)):format(tonumber(text))
end

local FORMATS = {}
for digits = 1, 17 do FORMATS[digits] = ("%%.%dg"):format(digits) end

--- The shortest text that reads back as the same number, without an exponent.
---@param number number?
---@return string?
function units.decimal(number)
  if not number or math.type(number) == "integer" then return number and tostring(number) end
  for _, format in ipairs(FORMATS) do
    local text = format:format(number)
    if tonumber(text) == number then return text:find("e", 1, true) and without_exponent(text) or text end
  end
end

return units
