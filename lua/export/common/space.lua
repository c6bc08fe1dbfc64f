--- One space of names for several sorts of things, which may bear the same one.

local names = require "export.common.names"

local space = {}

--- A function that maps the names of each sort with `form`, different ones and those of different sorts to different
--- ones. Whoever comes first keeps the name.
---@param form fun(text: string): string
---@return fun(sort: string, text: string): string
function space.of(form)
  local map = names.mapper(function(text) return form((text:gsub("^[^\0]*\0", ""))) end)
  return function(sort, text) return map(sort .. "\0" .. text) end
end

return space
