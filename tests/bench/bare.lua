--- The floor for reading a model: Lua alone, with constructors that do nothing but return their argument.
---
---   lua5.4 tests/bench/bare.lua model.lua

local function pass(argument) return argument end

local function constructor(argument)
  return type(argument) == "string" and pass or argument
end

setmetatable(_G, { __index = function() return constructor end })
dofile(arg[1])
