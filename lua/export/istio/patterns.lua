--- Paths as policies write them: a star at the end is any text, and from 1.22 on {*} is one segment.

local paths = require "export.common.paths"

local patterns = {}

--- A placeholder that may be missing makes two templates.
local function expand(segments)
  local list = { {} }
  for _, segment in ipairs(segments) do
    local count = segment.takes == "optional" and #list or 0
    for index = 1, count do list[#list + 1] = table.move(list[index], 1, #list[index], 1, {}) end
    for index = count > 0 and count + 1 or 1, #list do table.insert(list[index], segment) end
  end
  return list
end

--- {*} is one segment, {**} any number at the end.
local function template(segments, is_prefix)
  local text = ""
  for _, segment in ipairs(segments) do
    if segment.takes == "any" then return { text == "" and "/" or text, text .. "/{**}" } end
    text = text .. "/" .. (segment.text or "{*}")
  end
  return is_prefix and { text, text .. "/{**}" } or { text }
end

local function closed(segments, is_prefix)
  local text = paths.fixed(segments)
  if not is_prefix then return { text } end
  return { text, text .. "/*" }
end

--- Before 1.22 a star stands at the end only.
local function star(world, segments, by)
  local fixed = paths.fixed(segments)
  world:tell(by, "a placeholder within a path; from Istio 1.22 on it can be said", "all paths that begin alike")
  return { (fixed == "/" and "" or fixed) .. "/*" }
end

--- The patterns that together stand for a path, and, where it is a prefix, all below it.
---@param world export.istio.world
---@param request { path: string, is_prefix?: boolean }
---@param by frozen.item who asks for it
---@return string[]
function patterns.of(world, request, by)
  local list = {}
  for _, segments in ipairs(expand(paths.read(request.path))) do
    local some = paths.is_closed(segments) and closed(segments, request.is_prefix)
      or world:at_least(22) and template(segments, request.is_prefix) or star(world, segments, by)
    table.move(some, 1, #some, #list + 1, list)
  end
  return list
end

return patterns
