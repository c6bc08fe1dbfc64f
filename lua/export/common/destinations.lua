--- Destinations of traffic: which requests share them, and by which shares.

local conditions = require "export.common.conditions"

local shared = {}

--- Destinations that the same requests share.
---@class export.destinations.group
---@field condition export.condition
---@field destinations { to: frozen.item, subset?: string, weight?: integer }[]
---@field timeout_ms? number
---@field retry? frozen.retry
---@field mirror? frozen.item
---@field fault? frozen.fault
---@field by? frozen.item

-- ---- shares ----

local function shares_out(destinations)
  for _, destination in ipairs(destinations) do
    if destination.weight and destination.weight ~= 100 then return true end
  end
  return false
end

--- Weights that add up to 100, the rounding on the largest shares first.
local function to_percent(rows, sum)
  local left = 100
  for _, row in ipairs(rows) do
    row.exact = row.weight * 100 / sum
    row.weight = math.floor(row.exact)
    left = left - row.weight
  end
  local order = table.move(rows, 1, #rows, 1, {})
  table.sort(order, function(a, b) return a.exact - a.weight > b.exact - b.weight end)
  for index = 1, left do order[index].weight = order[index].weight + 1 end
end

local function sum_of(rows)
  local sum = 0
  for _, row in ipairs(rows) do sum = sum + row.weight end
  return sum
end

--- Without weights the first destination takes all.
local function keep_first(teller, destinations)
  for index = 2, #destinations do
    teller:tell(destinations[index], "a destination after one that takes all requests", "nothing")
  end
  return { { to = destinations[1].to, subset = destinations[1].subset } }
end

--- The destinations of the same requests, those that are declared.
---@param teller export.teller
---@param destinations frozen.to[]
---@return { to: frozen.item, subset?: string, weight?: integer }[]
function shared.of(teller, destinations)
  if #destinations == 0 then return {} end
  if #destinations == 1 or not shares_out(destinations) then return keep_first(teller, destinations) end
  local rows = {}
  for _, destination in ipairs(destinations) do
    rows[#rows + 1] = { to = destination.to, subset = destination.subset, weight = destination.weight or 0 }
  end
  local sum = sum_of(rows)
  if sum == 0 then return keep_first(teller, destinations) end
  if sum ~= 100 then
    teller:tell(destinations[1], "weights that do not add up to 100", "their proportions in percent")
    to_percent(rows, sum)
  end
  return rows
end

-- ---- groups ----

--- The first that says it; the others are reported.
local function first_of(teller, destinations, key)
  local first
  for _, destination in ipairs(destinations) do
    local value = destination[key]
    if first == nil then
      first = value
    elseif value ~= nil and value ~= first then
      teller:tell(destination, ("a %s of its own beside another destination"):format((key:gsub("_ms$", ""))),
        "that of the first one")
    end
  end
  return first
end

local function group_of(teller, destinations, fault)
  return {
    condition = conditions.of_destination(destinations[1].match), by = destinations[1],
    destinations = shared.of(teller, destinations),
    timeout_ms = first_of(teller, destinations, "timeout_ms"),
    retry = first_of(teller, destinations, "retry"),
    mirror = first_of(teller, destinations, "mirror"),
    fault = fault,
  }
end

--- Destinations of the same match belong together, in the order of the model.
---@param teller export.teller
---@param destinations frozen.to[]
---@param fault? frozen.fault
---@return export.destinations.group[]
function shared.groups(teller, destinations, fault)
  local by_key, order, groups = {}, {}, {}
  for _, destination in ipairs(destinations) do
    local key = conditions.key(destination.match)
    if not by_key[key] then order[#order + 1] = key end
    by_key[key] = by_key[key] or {}
    if destination.to then table.insert(by_key[key], destination) end
  end
  for _, key in ipairs(order) do
    if #by_key[key] > 0 then groups[#groups + 1] = group_of(teller, by_key[key], fault) end
  end
  return groups
end

return shared
