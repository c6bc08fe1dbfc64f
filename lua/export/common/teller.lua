--- Losses that several parts of a target come across: told once for each item.

local teller = {}

---@class export.teller
---@field out export.out
---@field told table<frozen.item|frozen.model, table<string, boolean>>
local Teller = {}
Teller.__index = Teller

---@param out export.out
---@return export.teller
function teller.of(out)
  return setmetatable({ out = out, told = {} }, Teller)
end

---@param item frozen.item|frozen.model
---@param what string
---@param instead string
function Teller:tell(item, what, instead)
  self.told[item] = self.told[item] or {}
  if not self.told[item][what] then self.out:loss(item, what, instead) end
  self.told[item][what] = true
end

return teller
