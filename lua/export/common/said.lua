--- What a part of the model says, as a table whose absent fields are nil: for parts of which there are several kinds,
--- each with fields of its own.
---@param item frozen.item
---@return table<string, any>
return function(item)
  local said = {}
  for key, value in pairs(item) do said[key] = value end
  return said
end
