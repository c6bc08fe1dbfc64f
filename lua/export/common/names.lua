--- Names of the model as names on platforms, one to one.

local once = require "export.common.once"

local names = {}

local LABEL, SUBDOMAIN, HASHED = 63, 253, 54

--- FNV-1a, 32 bits, as 8 hexadecimal digits.
---@param text string
---@return string
function names.hash(text)
  local hash = 0x811c9dc5
  for at = 1, #text do hash = (hash ~ text:byte(at)) * 0x01000193 & 0xffffffff end
  return ("%08x"):format(hash)
end

local function cut(text, length, edge)
  return (text:sub(1, length):gsub(edge .. "+$", ""))
end

--- Whether the text is a DNS label: RFC 1035, a letter first.
---@param text string
---@return boolean
function names.is_label(text)
  return #text <= LABEL and text:match("^[a-z][a-z0-9-]*$") ~= nil and text:sub(-1) ~= "-"
end

--- The nearest DNS label.
---@param text string
---@return string
function names.label(text)
  if names.is_label(text) then return text end
  local label = text:lower():gsub("[^a-z0-9]+", "-"):gsub("^%-+", "")
  if not label:match("^[a-z]") then label = "x-" .. label end
  return cut(label, LABEL, "%-")
end

--- The nearest DNS subdomain: labels with dots between them.
---@param text string
---@return string
function names.subdomain(text)
  local parts = {}
  for part in text:gmatch("[^.]+") do
    local label = cut(part:lower():gsub("[^a-z0-9]+", "-"):gsub("^%-+", ""), LABEL, "%-")
    if label ~= "" then parts[#parts + 1] = label end
  end
  return #parts > 0 and cut(table.concat(parts, "."), SUBDOMAIN, "[.-]") or "x"
end

--- The nearest value of a Kubernetes label.
---@param text string
---@return string
function names.label_value(text)
  local value = text:gsub("[^A-Za-z0-9._-]+", "-"):gsub("^[^A-Za-z0-9]+", "")
  return cut(value, LABEL, "[._-]")
end

--- The nearest identifier of metrics and programming languages.
---@param text string
---@return string
function names.identifier(text)
  local identifier = text:gsub("[^A-Za-z0-9_]+", "_")
  return identifier:match("^[A-Za-z_]") and identifier or "_" .. identifier
end

--- What stands in a reference as it is.
---@param text string
---@return string
function names.key(text)
  return (text:gsub("[^%w._-]+", "_"))
end

--- Itself.
---@param text string
---@return string
function names.same(text)
  return text
end

--- A function that maps texts with `form`, different ones to different ones. Whoever comes second gets a hash.
---@param form fun(text: string): string
---@return fun(text: string): string
function names.mapper(form)
  local mapped, taken = {}, {}
  return function(text)
    if mapped[text] then return mapped[text] end
    local name, tries = form(text), 0
    while taken[name] do
      name = form(form(text):sub(1, HASHED) .. "-" .. names.hash(text .. ("#"):rep(tries)))
      tries = tries + 1
    end
    mapped[text], taken[name] = name, true
    return name
  end
end

--- As `mapper`, for several sorts of things that may bear the same name: those of different sorts get different ones.
---@param form fun(text: string): string
---@return fun(sort: string, text: string): string
function names.space(form)
  local map = names.mapper(function(text) return form((text:gsub("^[^\0]*\0", ""))) end)
  return function(sort, text) return map(sort .. "\0" .. text) end
end

---@class export.names
---@field model frozen.model
---@field out export.out
---@field labels table<frozen.item, string>
---@field reported table<frozen.item, boolean>
---@field others table<string, fun(text: string): string> kind → mapper
local Names = {}
Names.__index = Names

-- What has an address of its own on a platform shares one space, in this order.
local ADDRESSED = { "services", "gateways", "datastores", "brokers", "externals" }

--- A gateway that a service of the same name realises is that service.
local function is_alias(item)
  return item.kind == "gateway" and item.service ~= nil and item.service.name == item.name
end

-- In the order in which they are tried.
local CANDIDATES = {
  function(_, label) return label end,
  function(item, label)
    return names.label(label:sub(1, math.min(HASHED, LABEL - #item.kind - 1)) .. "-" .. item.kind)
  end,
  function(item, label)
    return names.label(label:sub(1, HASHED) .. "-" .. names.hash(item.kind .. ":" .. item.name))
  end,
  function(item) return names.label("x-" .. names.hash(item.name .. "/" .. item.kind)) end,
}

local function first_free(item, taken)
  local nearest, label = names.label(item.name), nil
  for _, candidate in ipairs(CANDIDATES) do
    label = candidate(item, nearest)
    if not taken[label] then break end
  end
  return label
end

--- Names that need no change keep themselves, whatever the others become.
local function each_addressed(model, visit)
  for _, needs_change in ipairs { false, true } do
    for _, list in ipairs(ADDRESSED) do
      for _, item in ipairs(model[list]) do
        if names.is_label(item.name) ~= needs_change then visit(item) end
      end
    end
  end
end

--- The labels of what has an address.
local address = once(function(model)
  local labels, taken = {}, {}
  each_addressed(model, function(item)
    if labels[item] or is_alias(item) then return end
    labels[item] = first_free(item, taken)
    taken[labels[item]] = true
  end)
  for _, gateway in ipairs(model.gateways) do
    if is_alias(gateway) then labels[gateway] = labels[gateway.service] end
  end
  return labels
end)

--- The names of the model's entities: the same in every exporter.
---@param model frozen.model
---@param out export.out
---@return export.names
function names.of(model, out)
  return setmetatable({ model = model, out = out, labels = address(model), reported = {}, others = {} }, Names)
end

--- A function that names, one to one, what no entity stands for: beside the labels of entities with an address.
---@return fun(text: string): string
function Names:beside()
  local name_of = names.space(names.label)
  each_addressed(self.model, function(item) name_of("entity", self.labels[item]) end)
  return function(text) return name_of("other", text) end
end

function Names:report(item, label)
  if label == item.name or self.reported[item] then return end
  self.reported[item] = true
  local why = names.is_label(item.name) and "another entity has its name, too" or "its name is not a DNS label"
  self.out:loss(item, why, "the name " .. label)
end

--- The DNS label of an entity. Entities with an address share one space; of other kinds, each has its own.
---@param item frozen.item
---@return string
function Names:label(item)
  local label = self.labels[item]
  if not label then
    self.others[item.kind] = self.others[item.kind] or names.mapper(names.label)
    label = self.others[item.kind](item.name)
  end
  self:report(item, label)
  return label
end

return names
