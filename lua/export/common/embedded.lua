--- What one target writes, for use within another.

local embedded = {}

local function options_of(exporter)
  local options = {}
  for _, option in ipairs(exporter.options or {}) do options[option.name] = option.default end
  return options
end

--- The documents of another target with its usual options, as JSON by the names of files. Its losses are its own: who
--- embeds it says where they are told.
---@param exporter export.exporter
---@param model frozen.model
---@param out export.out
---@return table<string, string>
function embedded.documents(exporter, model, out)
  local documents = {}
  exporter.export(model, {
    format = "json", options = options_of(exporter), null = out.null, list = out.list, map = out.map,
    ordered = out.ordered, json = out.json,
    document = function(_, file, tree) documents[file] = out.json(tree, exporter.order) end,
    loss = function() end,
  })
  return documents
end

--- All documents of another target with these options. Its losses are its own.
---@param exporter export.exporter
---@param model frozen.model
---@param out export.out
---@param options table<string, string>
---@return table[]
function embedded.trees(exporter, model, out, options)
  local list = {}
  exporter.export(model, {
    format = "json", options = options, null = out.null, list = out.list, map = out.map, ordered = out.ordered,
    json = out.json, loss = function() end,
    document = function(_, _, tree) list[#list + 1] = tree end,
    file = function()
      return function(trees) table.move(trees, 1, #trees, #list + 1, list) end
    end,
  })
  return list
end

return embedded
