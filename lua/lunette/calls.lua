--- Classes whose methods declare: arguments by position or by name become the fields of constructors.
---
---   local calls = require "lunette.calls"
---   local Manager = calls.class("Manager", {
---     create_topic = calls.method("name partitions", function(_, fields)
---       return calls.construct(kinds.topic, calls.take(fields, "name"), fields)
---     end),
---   })
---
--- Nothing a caller passes is dropped: what no parameter takes stays among the fields, and the schema reports it.

local host = ...
local kinds = host.kinds

local calls = {}

-- ---- arguments ---------------------------------------------------------------------------------

--- Sets a field; what finds its place taken becomes an entry without a key, which the schema reports.
---@param fields table
---@param key string? nil: the value has no place
---@param value any
function calls.put(fields, key, value)
  if key and fields[key] == nil then
    fields[key] = value
  elseif value ~= nil then
    fields[#fields + 1] = value
  end
end

---@param fields table
---@param others table
---@return table fields
function calls.put_all(fields, others)
  for key, value in pairs(others) do calls.put(fields, type(key) ~= "number" and key or nil, value) end
  return fields
end

---@param fields table
---@param key string
---@return any value
function calls.take(fields, key)
  local value = fields[key]
  fields[key] = nil
  return value
end

---@param fields table
---@param from string
---@param to string
function calls.rename(fields, from, to)
  if fields[from] ~= nil then calls.put(fields, to, calls.take(fields, from)) end
end

local function has_any_key(fields, parameters, first)
  for index = first, #parameters do
    if fields[parameters[index].name] ~= nil then return true end
  end
  return false
end

--- Whether the last argument holds the keywords. A table may also be the value of a parameter that takes
--- one: then it does when it names that parameter or a later one, or, for a list, has no entries.
local function is_keywords(parameters, count, value)
  local parameter = parameters[count]
  if type(value) ~= "table" then return false end
  if not parameter or parameter.takes == "" or has_any_key(value, parameters, count) then return true end
  return parameter.takes == "[]" and value[1] == nil and next(value) ~= nil
end

--- The arguments of a call as fields.
---@param parameters table[] of parse_parameters
---@return table fields
function calls.bind(parameters, ...)
  local arguments, count, fields = { ... }, select("#", ...), {}
  if is_keywords(parameters, count, arguments[count]) then
    calls.put_all(fields, arguments[count])
    count = count - 1
  end
  for index = 1, count do
    calls.put(fields, parameters[index] and parameters[index].name, arguments[index])
  end
  return fields
end

--- "name topics[] payload{}": what takes a list, or a table of its own, says so.
---@param text string
---@return table[] parameters
function calls.parse_parameters(text)
  local parameters = {}
  for name, takes in text:gmatch("([%w_]+)(%p*)") do
    parameters[#parameters + 1] = { name = name, takes = takes }
  end
  return parameters
end

-- ---- declarations ------------------------------------------------------------------------------

--- Calls a constructor. A name that is no name is left to the constructor to complain of.
---@param constructor function
---@param name any
---@param fields table
---@return any handle
function calls.construct(constructor, name, fields)
  if type(name) == "table" then calls.put(fields, nil, name) end
  return constructor(type(name) ~= "table" and name or nil, fields)
end

--- The constructor a word stands for: "canary", "POST", "liveness". An unknown one is reported like any
--- misspelt name, and what it would have made is left out.
---@param word any
---@param what string the argument it was given for
---@return function constructor
function calls.constructor_for(word, what)
  if type(word) ~= "string" then
    error(("%s wants a word such as those of `lunette explain`, not %s"):format(what, tostring(word)), 0)
  end
  local found = kinds[word] or kinds[word:upper()] or kinds[word:lower():gsub("[ -]", "_")] or _G[word]
  if type(found) ~= "function" and type(found) ~= "userdata" then
    error(("%s: '%s' is no kind"):format(what, word), 0)
  end
  return found
end

local function with_defaults(fields, defaults)
  local all = calls.put_all({}, fields)
  for key, value in pairs(defaults) do
    if all[key] == nil then all[key] = value end
  end
  return all
end

--- Tables out of a list, copied, each with what was said beside the list for all of them.
---@param fields table
---@param key string of the list
---@return table[] entries
function calls.each(fields, key)
  local list = calls.take(fields, key)
  if type(list) ~= "table" or (#list == 0 and next(fields) ~= nil) then
    error(("'%s' wants a list with at least one entry"):format(key), 0)
  end
  local entries = {}
  for index, entry in ipairs(#list == 0 and next(list) ~= nil and { list } or list) do
    entries[index] = type(entry) == "table" and with_defaults(entry, fields) or entry
  end
  return entries
end

--- A list of declarations out of a list of tables; what is declared already stays.
---@param entries table
---@param make fun(fields: table): any
---@return table made
function calls.convert(entries, make)
  local made = {}
  for index, entry in ipairs(entries) do
    made[index] = type(entry) == "userdata" and entry or make(type(entry) == "table" and entry or { entry })
  end
  return made
end

--- The same for a field of its own, which may be absent, or wrong.
---@param fields table
---@param key string
---@param make fun(fields: table): any
function calls.convert_field(fields, key, make)
  if type(fields[key]) == "table" then fields[key] = calls.convert(fields[key], make) end
end

-- ---- classes -----------------------------------------------------------------------------------

---@param methods table
---@return string names for a message
function calls.names_of(methods)
  local names = {}
  for name in pairs(methods) do names[#names + 1] = name end
  return table.concat(names, ", ")
end

--- A method takes self, and its arguments as fields by name.
---@param parameters string see parse_parameters
---@param body fun(self: any, fields: table): any
---@return function
function calls.method(parameters, body)
  parameters = calls.parse_parameters(parameters)
  return function(self, ...)
    if type(self) ~= "userdata" and (type(self) ~= "table" or not rawget(self, "is_instance")) then
      error("a method is called with a colon, as in ms:create_service{ … }", 0)
    end
    return body(self, calls.bind(parameters, ...))
  end
end

--- The constructor of a class with these methods; naming another one says which there are.
---@param name string
---@param methods table<string, function>
---@return fun(): table
function calls.class(name, methods)
  local function complain(_, key)
    error(("%s has no method '%s'; it has %s"):format(name, tostring(key), calls.names_of(methods)), 0)
  end
  setmetatable(methods, { __index = complain })
  return function() return setmetatable({ is_instance = true }, { __index = methods }) end
end

return calls
