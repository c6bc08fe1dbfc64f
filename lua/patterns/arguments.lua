--- What the patterns share: each takes its own arguments out of the caller's table; what is left goes to the
--- declaration the pattern is about, where unknown fields and wrong values are found as in any declaration.

local arguments = {}

--- Ends the evaluation; the place is the line of the model that called the pattern.
---@param pattern string
---@param format string
function arguments.refuse(pattern, format, ...)
  error(("patterns.%s: %s"):format(pattern, format:format(...)), 0)
end

--- The name behind a name or a handle.
---@param value string|lunette.declaration
---@return string?
function arguments.name(value)
  if type(value) == "string" then return value end
  return type(value) == "userdata" and value.name or nil
end

-- What a type word accepts, and how a message asks for it.
local accepts = {
  any = { "a value, or false", function(value) return value ~= nil end },
  table = { "a table", function(value) return type(value) == "table" end },
  name = { "a name or a handle", function(value) return arguments.name(value) ~= nil end },
  number = { "a number", function(value) return type(value) == "number" end },
}

local function check(pattern, key, value, wanted)
  local word, optional = wanted:match("^(%l+)(%??)$")
  if value == nil and optional == "?" then return end
  local words, fits = accepts[word][1], accepts[word][2]
  if value == nil then arguments.refuse(pattern, "'%s' is missing: it wants %s", key, words) end
  if not fits(value) then arguments.refuse(pattern, "'%s' wants %s, not a %s", key, words, type(value)) end
end

--- Splits what the model gives. Neither result shares a table with it.
---@param pattern string for messages
---@param given table
---@param own table<string, string> argument → any, table, name or number; ? behind it: may be absent
---@return table taken the pattern's own arguments
---@return table rest all others
function arguments.take(pattern, given, own)
  if type(given) ~= "table" then
    arguments.refuse(pattern, "wants a table of arguments, not a %s", type(given))
  end
  local taken, rest = {}, {}
  for key, value in pairs(given) do
    local side = own[key] and taken or rest
    side[key] = value
  end
  for key, wanted in pairs(own) do check(pattern, key, taken[key], wanted) end
  return taken, rest
end

--- The first argument of most patterns.
---@param pattern string
---@param name any
---@return string
function arguments.needs_name(pattern, name)
  local text = arguments.name(name)
  if not text then arguments.refuse(pattern, "wants a name first: patterns.%s(\"…\", { … })", pattern) end
  return text
end

--- A new table with the defaults, and over them what was given. Anything but a table is returned as it is.
---@param defaults table
---@param given any
---@return any
function arguments.over(defaults, given)
  if given ~= nil and type(given) ~= "table" then return given end
  local merged = {}
  for key, value in pairs(defaults) do merged[key] = value end
  for key, value in pairs(given or {}) do merged[key] = value end
  return merged
end

--- "order-service" → "order": what things of a service are called.
---@param service string
---@return string
function arguments.stem(service)
  return (service:gsub("%-service$", ""))
end

--- A list with one more text at its end; a single text is a list of one.
---@param list string[]|string|nil
---@param text string
---@return string[]
function arguments.with(list, text)
  local longer = {}
  if type(list) == "string" then longer[1] = list end
  for _, entry in ipairs(type(list) == "table" and list or {}) do longer[#longer + 1] = entry end
  longer[#longer + 1] = text
  return longer
end

return arguments
