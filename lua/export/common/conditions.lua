--- Conditions on requests, as routes and destinations of traffic have them.

local paths = require "export.common.paths"

local conditions = {}

--- What all has to be true of a request; what is nil is not asked.
---@class export.condition
---@field path? string template
---@field is_whole? boolean nothing below the path
---@field methods? string[]
---@field headers? table<string, string>
---@field labels? table<string, string> of the caller's pods

-- ---- both at a time ----

local function either(a, b, merge)
  if a == nil or b == nil then return a == nil and b or a, true end
  return merge(a, b)
end

--- The narrower of two prefixes.
local function narrower(a, b)
  if paths.behind(b.path, a.path) then return b, true end
  return a, paths.behind(a.path, b.path) ~= nil
end

local function common_methods(a, b)
  local seen, both = {}, {}
  for _, method in ipairs(a) do seen[method] = true end
  for _, method in ipairs(b) do
    if seen[method] then both[#both + 1] = method end
  end
  return both, #both > 0
end

local function union(a, b)
  local all = {}
  for key, value in pairs(a) do all[key] = value end
  for key, value in pairs(b) do
    if all[key] and all[key] ~= value then return all, false end
    all[key] = value
  end
  return all, true
end

--- Both conditions; nil when no request can meet them.
---@param a export.condition
---@param b export.condition
---@return export.condition?
function conditions.both(a, b)
  local place, is_path = either(a.path and a, b.path and b, narrower)
  local methods, is_method = either(a.methods, b.methods, common_methods)
  local headers, is_header = either(a.headers, b.headers, union)
  local labels, is_caller = either(a.labels, b.labels, union)
  if not (is_path and is_method and is_header and is_caller) then return nil end
  return {
    path = place and place.path, is_whole = place and place.is_whole, methods = methods, headers = headers,
    labels = labels,
  }
end

-- ---- of the model ----

--- Methods in capitals; nil for any.
---@param methods frozen.list<string>
---@return string[]?
function conditions.methods(methods)
  local list = {}
  for _, method in ipairs(methods) do
    if method == "*" then return nil end
    list[#list + 1] = method:upper()
  end
  return #list > 0 and list or nil
end

---@param of frozen.match?
---@return export.condition
function conditions.of_destination(of)
  if not of then return {} end
  local headers = {}
  for name, value in pairs(of.headers) do headers[name:lower()] = value end
  return { path = of.path, methods = conditions.methods(of.methods), headers = next(headers) and headers or nil }
end

--- Text that is the same for the same condition.
---@param of frozen.match?
---@return string
function conditions.key(of)
  if not of then return "" end
  local parts = { of.path or "", table.concat(conditions.methods(of.methods) or {}, ",") }
  for name, value in pairs(of.headers) do parts[#parts + 1] = ("%s=%q"):format(name:lower(), value) end
  return table.concat(parts, "\n")
end

return conditions
