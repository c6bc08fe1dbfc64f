--- Facts of real systems, and generated ones, written as models. They lie beside the repository; without them there
--- are none.

local helpers = require "tests.spec.helpers"

local systems = {}

local COLLECTION = "../shared/corpus"
local CONVERT = "../shared/tools/corpus2lua.py"

--- Generated models outgrow what a person writes.
systems.large = { "--limit", "source=64MiB" }

---@return boolean
function systems.are_here()
  return helpers.read(CONVERT) ~= nil
end

---@return string[] paths
function systems.find()
  local paths = {}
  for _, folder in ipairs { "", "/microsecend", "/generated" } do
    for _, name in ipairs(helpers.names(COLLECTION .. folder)) do
      if name:match("%.json$") then paths[#paths + 1] = COLLECTION .. folder .. "/" .. name end
    end
  end
  return paths
end

--- "generated/clean-30" of a path that `find` gave.
---@param path string
---@return string
function systems.name(path)
  return path:sub(#COLLECTION + 2, -6)
end

---@param name string
---@return string
function systems.path(name)
  return COLLECTION .. "/" .. name .. ".json"
end

--- The model as Lua, and the facts; nil when the file holds no system (context maps have a form of their own).
---@param path string
---@return string? text, table? facts
function systems.convert(path)
  local facts = helpers.json(helpers.read(path))
  if not facts.services then return nil end
  local text = helpers.shell(("python3 %s %s"):format(CONVERT, helpers.quote(path)))
  assert(text and text ~= "", "conversion failed")
  return text, facts
end

return systems
