--- What one target writes, for use within another.

local json = require "export.common.json"

local embedded = {}

local function options_of(exporter)
  local options = {}
  for _, option in ipairs(exporter.options or {}) do options[option.name] = option.default end
  return options
end

---@class export.embedded
---@field documents table<string, string> JSON, by the names of files
---@field texts table<string, string>

--- What another target writes with its usual options. Its losses are its own: who embeds it says where they are told.
---@param exporter export.exporter
---@param model frozen.model
---@return export.embedded
function embedded.run(exporter, model)
  local documents, texts = {}, {}
  exporter.export(model, {
    format = "json", options = options_of(exporter), null = json.null,
    list = json.list, map = json.map, ordered = json.ordered,
    document = function(_, file, tree) documents[file] = json.encode(tree) end,
    text = function(_, file, text) texts[file] = text end,
    loss = function() end,
  })
  return { documents = documents, texts = texts }
end

return embedded
