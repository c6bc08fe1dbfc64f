--- What a target of `lunette export` writes for a model, read back.

local helpers = require "tests.spec.helpers"
local lfs = require "lfs"

local exported = {}

---@class tests.exported
---@field documents table[] in the order of the files' names
---@field files string[] paths
---@field losses table[] of the report
local Exported = {}
Exported.__index = Exported

--- The files below a folder, in the order of their names.
---@param folder string
---@param files? string[] to be added to
---@return string[]
function exported.files_below(folder, files)
  files = files or {}
  for _, name in ipairs(helpers.names(folder)) do
    local path = folder .. "/" .. name
    if lfs.attributes(path, "mode") == "directory" then
      exported.files_below(path, files)
    else
      files[#files + 1] = path
    end
  end
  return files
end

--- Exports as JSON; `model` is the text of one, or the path of one.
---@param target string
---@param model string
---@param arguments? string[]
---@return tests.exported
function exported.of(target, model, arguments)
  local path = lfs.attributes(model, "mode") and model or helpers.model(model)
  local folder = helpers.temp_dir()
  local status, _, err = helpers.run {
    "export", target, path, "-f", "json", "-o", folder .. "/o", "--report", folder .. "/losses.json",
    table.unpack(arguments or {}),
  }
  assert(status == 0, ("exit status %d: %s"):format(status, err))
  local self = setmetatable({ documents = {}, files = exported.files_below(folder .. "/o") }, Exported)
  for place, file in ipairs(self.files) do self.documents[place] = helpers.json(helpers.read(file)) end
  self.losses = helpers.json(helpers.read(folder .. "/losses.json")).targets[1].losses
  return self
end

--- The object of this kind and name, or nil.
---@param kind string
---@param name string
---@return table?
function Exported:find(kind, name)
  for _, document in ipairs(self.documents) do
    if document.kind == kind and document.metadata.name == name then return document end
  end
  return nil
end

--- The spec of an object that has to be there.
---@param kind string
---@param name string
---@return table
function Exported:spec(kind, name)
  return assert(self:find(kind, name), ("no %s %s"):format(kind, name)).spec
end

--- Whether a loss of this item (nil: any) says these words.
---@param words string
---@param subject? string
---@return boolean
function Exported:lost(words, subject)
  for _, loss in ipairs(self.losses) do
    local is_about = subject == nil or loss.subject == subject
    if is_about and (loss.what .. "; instead: " .. loss.instead):find(words, 1, true) then return true end
  end
  return false
end

return exported
