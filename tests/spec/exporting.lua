--- Running exporters that a spec writes, over a small model.

local helpers = require "tests.spec.helpers"

local exporting = {}

exporting.model = [[
architecture "Shop" {}
context "sales" {}
service "order-service" { context = "sales", tags = { "a", "no" }, ports = { 8080 }, properties = { tier = "1" } }
service "billing" { context = "sales", description = "Writes bills" }
]]

function exporting.folder_names(path)
  return table.concat(helpers.names(path), " ")
end

--- A folder with a model and an exporter whose function has this body.
function exporting.workbench(body, head)
  local text = ("return { name = 'try', summary = 'Tries', %s export = function(model, out)\n%s\nend }\n"):format(
    head or "", body)
  return helpers.model { ["model.lua"] = exporting.model, ["try.lua"] = text }
end

function exporting.run(body, arguments, head)
  local folder = exporting.workbench(body, head)
  local status, out, err = helpers.run(
    { "export", "--exporter", "try.lua", table.unpack(arguments or {}) }, { cwd = folder })
  return { status = status, out = out, err = err, folder = folder }
end

return exporting
