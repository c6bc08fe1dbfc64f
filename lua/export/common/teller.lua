--- Losses that several parts of a target come across: told once for each item.

local teller = {}

---@class export.teller
---@field out export.out
---@field told table<frozen.item|frozen.model, table<string, string>> what was said instead
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
---@param about? export.class|export.about
function Teller:tell(item, what, instead, about)
  self.told[item] = self.told[item] or {}
  self.told[item][what] = self.told[item][what] or instead
  self.out:loss(item, what, self.told[item][what], about)
end

return teller
