--- Types of the model as JSON Schema: "uuid", "list<item>", "string?". Types that are no usual ones become schemas of
--- their own, which admit any value until somebody describes them.

local names = require "export.common.names"

local schemas = {}

-- Types are texts of any length; nobody means one nested deeper than this.
local DEEPEST = 8

local function text(format)
  return { type = "string", format = format }
end

local INTEGER, NUMBER, FREE = { type = "integer" }, { type = "number" }, { type = "object" }
local UNSIGNED = { type = "integer", minimum = 0 }
local BYTES = { type = "string", contentEncoding = "base64" }
local TIME = text "date-time"

local SCALARS = {
  string = text(), str = text(), text = text(), varchar = text(), char = text(), ulid = text(), enum = text(),
  uri = text "uri", url = text "uri", email = text "email", uuid = text "uuid", guid = text "uuid",
  bool = { type = "boolean" }, boolean = { type = "boolean" }, flag = { type = "boolean" },
  int = INTEGER, integer = INTEGER, int8 = INTEGER, int16 = INTEGER, short = INTEGER, bigint = INTEGER,
  int32 = { type = "integer", format = "int32" }, int64 = { type = "integer", format = "int64" },
  long = { type = "integer", format = "int64" },
  uint = UNSIGNED, uint8 = UNSIGNED, uint16 = UNSIGNED, uint32 = UNSIGNED, uint64 = UNSIGNED,
  number = NUMBER, numeric = NUMBER, decimal = NUMBER, real = NUMBER,
  float = { type = "number", format = "float" }, float32 = { type = "number", format = "float" },
  float64 = { type = "number", format = "double" }, double = { type = "number", format = "double" },
  timestamp = TIME, datetime = TIME, ["date-time"] = TIME, date_time = TIME, instant = TIME,
  date = text "date", time = text "time", duration = text "duration", interval = text "duration",
  seconds = NUMBER, milliseconds = NUMBER,
  bytes = BYTES, binary = BYTES, blob = BYTES,
  object = FREE, map = FREE, struct = FREE, record = FREE, dict = FREE, table = FREE,
  list = { type = "array" }, array = { type = "array" }, repeated = { type = "array" }, sequence = { type = "array" },
  set = { type = "array", uniqueItems = true },
}

local ANY = { [""] = true, json = true, any = true }
local NONE = { null = true, ["nil"] = true, none = true }

---@class export.schemas
---@field out export.out
---@field definitions table<string, table> what `$ref` names, by the last part of it
---@field key_of fun(text: string): string
---@field prefix string
local Schemas = {}
Schemas.__index = Schemas

---@param out export.out
---@param prefix string what stands before a name in `$ref`: "#/components/schemas/"
---@return export.schemas
function schemas.of(out, prefix)
  return setmetatable({ out = out, prefix = prefix, definitions = {}, key_of = names.mapper(names.key) }, Schemas)
end

-- ---- reading a type ----

--- The pieces between separators that are in no brackets.
local function split(whole, separator)
  local pieces, depth, start = {}, 0, 1
  for at = 1, #whole do
    local char = whole:sub(at, at)
    if char:find("[<({%[]") then depth = depth + 1 end
    if char:find("[>)}%]]") then depth = depth - 1 end
    if depth == 0 and char == separator then
      pieces[#pieces + 1] = whole:sub(start, at - 1)
      start = at + 1
    end
  end
  pieces[#pieces + 1] = whole:sub(start)
  return pieces
end

local function trim(whole)
  return whole:match("^%s*(.-)%s*$")
end

--- "list<item>" → "list", "item"
local function brackets(whole)
  local base, inner = whole:match("^([%w_.-]+)%s*[<({%[](.*)[>)}%]]$")
  return base and base:lower(), inner
end

--- Text for `enum`: "enum(open, closed)", "'open' | 'closed'".
local function literals(list, must_be_quoted)
  local values = {}
  for _, piece in ipairs(list) do
    local value = trim(piece):match("^[\"'](.*)[\"']$") or not must_be_quoted and trim(piece)
    if not value or value == "" then return nil end
    values[#values + 1] = value
  end
  return { type = "string", enum = values }
end

-- ---- making a schema ----

function Schemas:unknown(whole, item)
  local key = self.key_of(whole)
  if not self.definitions[key] then
    self.definitions[key] = { title = whole, description = "The model does not say what it is made of." }
    self.out:loss(item, "a type that the model does not describe", "a schema that admits any value", "unsaid")
  end
  return { ["$ref"] = self.prefix .. key }
end

local function nullable(schema)
  return { anyOf = { schema, { type = "null" } } }
end

local function array(schema, is_set)
  return { type = "array", items = schema, uniqueItems = is_set or nil }
end

local function list(self, inner, item, depth)
  return array(self:type(inner, item, depth))
end

local function map(self, inner, item, depth)
  local pieces = split(inner, ",")
  return { type = "object", additionalProperties = self:type(pieces[#pieces], item, depth) }
end

local function optional(self, inner, item, depth)
  return nullable(self:type(inner, item, depth)), true
end

local HOLDERS = {
  list = list, array = list, repeated = list, sequence = list,
  set = function(self, inner, item, depth) return array(self:type(inner, item, depth), true) end,
  map = map, dict = map, record = map,
  optional = optional, nullable = optional, maybe = optional,
  enum = function(_, inner) return literals(split(inner:gsub("|", ","), ",")) end,
}

local function union(self, pieces, item, depth)
  local constants = literals(pieces, true)
  if constants then return constants end
  local choices, is_optional = {}, false
  for _, piece in ipairs(pieces) do
    if NONE[trim(piece):lower()] then
      is_optional = true
      choices[#choices + 1] = { type = "null" }
    else
      choices[#choices + 1] = self:type(piece, item, depth)
    end
  end
  return { anyOf = choices }, is_optional
end

local function plain(self, whole, item, depth)
  local word = whole:lower()
  if ANY[word] then return self.out.map() end
  local base, inner = brackets(whole)
  local schema, is_optional
  if base and HOLDERS[base] then schema, is_optional = HOLDERS[base](self, inner, item, depth) end
  return schema or SCALARS[word] or base and SCALARS[base] or self:unknown(whole, item), is_optional
end

--- The schema of a type, and whether it may be missing. `item` is who gets the blame for one nobody knows.
---@param whole string
---@param item frozen.item
---@param depth? integer
---@return table schema
---@return boolean? is_optional
function Schemas:type(whole, item, depth)
  depth = (depth or 0) + 1
  whole = trim(whole)
  if depth > DEEPEST then return self.out.map() end
  local pieces = split(whole, "|")
  if #pieces > 1 then return union(self, pieces, item, depth) end
  local inner = whole:match("^(.+)%?$")
  if inner then return optional(self, inner, item, depth) end
  inner = whole:match("^(.+)%[%]$")
  if inner then return list(self, inner, item, depth) end
  return plain(self, whole, item, depth)
end

---@param fields table<string, string> name → type
---@param item frozen.item
---@return table<string, table>? properties nil when there are no fields
---@return string[] sure those that are never missing
function Schemas:properties(fields, item)
  local properties, sure, count = {}, {}, 0
  for name, whole in pairs(fields) do
    local schema, is_optional = self:type(whole, item)
    properties[name], count = schema, count + 1
    if not is_optional then sure[#sure + 1] = name end
  end
  return count > 0 and properties or nil, sure
end

--- An object with these fields.
---@param fields table<string, string>
---@param item frozen.item
---@param needs? string[] fields that must be there; left out: all but the optional ones
---@return table? schema nil when there are no fields
function Schemas:object(fields, item, needs)
  local properties, sure = self:properties(fields, item)
  if not properties then return nil end
  local required = needs or sure
  return { type = "object", properties = properties, required = #required > 0 and required or nil }
end

return schemas
