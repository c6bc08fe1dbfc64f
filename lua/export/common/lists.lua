--- Lists and tables of lists.

local lists = {}

--- All entries of several lists, those of the view, too, in a list of their own.
---@generic T
---@param ... T[]
---@return T[]
function lists.joined(...)
  local joined = {}
  for _, list in ipairs { ... } do
    for _, entry in ipairs(list) do joined[#joined + 1] = entry end
  end
  return joined
end

--- Puts a value at the end of the list that stands under a key.
---@generic K, V
---@param by_key table<K, V[]>
---@param key K
---@param value V
function lists.put(by_key, key, value)
  by_key[key] = by_key[key] or {}
  table.insert(by_key[key], value)
end

--- Items by what stands in a field of theirs, where something does.
---@param items frozen.item[]
---@param field string
---@return table<any, frozen.item[]>
function lists.by(items, field)
  local by_value = {}
  for _, item in ipairs(items) do
    if item[field] ~= nil then lists.put(by_value, item[field], item) end
  end
  return by_value
end

--- Lists of the view are looked through as well.
---@generic T
---@param list T[]
---@param wanted T
---@return boolean
function lists.hold(list, wanted)
  for _, entry in ipairs(list) do
    if entry == wanted then return true end
  end
  return false
end

---@param items frozen.item[]
---@return string[]
function lists.names(items)
  local names = {}
  for place, item in ipairs(items) do names[place] = item.name end
  return names
end

return lists
