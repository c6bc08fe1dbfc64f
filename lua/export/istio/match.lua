--- Conditions on requests as a VirtualService writes them.

local paths = require "export.common.paths"

local match = {}

--- Istio's prefixes know no segments: "/orders" is itself, and all below "/orders/".
local function uris(condition)
  if not condition.path then return { false } end
  local segments = paths.read(condition.path)
  local fixed = paths.fixed(segments)
  if not paths.is_closed(segments) then return { { regex = paths.regex(segments, not condition.is_whole) } } end
  if condition.is_whole then return { { exact = fixed } } end
  return fixed == "/" and { false } or { { exact = fixed }, { prefix = fixed .. "/" } }
end

local function exactly(values)
  local list = {}
  for key, value in pairs(values or {}) do list[key] = { exact = value } end
  return next(list) and list or nil
end

local function method_of(methods)
  if not methods then return nil end
  return #methods == 1 and { exact = methods[1] } or { regex = table.concat(methods, "|") }
end

--- One of these has to be met; nil: any request.
---@param condition export.condition
---@return table[]?
function match.render(condition)
  local list = {}
  for _, uri in ipairs(uris(condition)) do
    list[#list + 1] = {
      uri = uri or nil, method = method_of(condition.methods), headers = exactly(condition.headers),
      sourceLabels = condition.labels,
    }
  end
  return next(list[1]) and list or nil
end

return match
