--- Names for objects that no entity stands for, one to one and beside those of the entities.

local names = require "export.common.names"

local ADDRESSED = { "services", "gateways", "datastores", "brokers", "externals" }

---@param model frozen.model
---@param k export.kubernetes
---@return fun(text: string): string label
return function(model, k)
  local name_of = names.mapper(names.label)
  for _, list in ipairs(ADDRESSED) do
    for _, item in ipairs(model[list]) do name_of(k.names.labels[item]) end
  end
  -- What stands before a text makes it another one than the label it may equal.
  return function(text) return name_of(":" .. text) end
end
