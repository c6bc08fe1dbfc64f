--- JSON as text, for documents that hold others as text. Files of their own are written by the host.

local units = require "export.common.units"

local json = {}

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function escape(character)
  return ESCAPES[character] or ("\\u%04x"):format(character:byte())
end

local function of_text(text)
  return '"' .. text:gsub('[%c"\\]', escape) .. '"'
end

-- ---- what an exporter says of its tables ----

--- Stands for an explicit null.
json.null = {}

local marks = {}

local function marked(tree, mark)
  tree = tree or {}
  marks[tree] = mark
  return tree
end

--- As `out.list`, `out.map`, `out.ordered`, for trees that are encoded here.
function json.list(tree) return marked(tree, "list") end
function json.map(tree) return marked(tree, "map") end
function json.ordered(_, tree) return tree end

-- ---- writing ----

local write

local function list(values, indent)
  local parts = {}
  for index, value in ipairs(values) do parts[index] = indent .. "  " .. write(value, indent .. "  ") end
  return #parts == 0 and "[]" or ("[\n%s\n%s]"):format(table.concat(parts, ",\n"), indent)
end

local function map(values, indent)
  local parts = {}
  for key, value in pairs(values) do
    parts[#parts + 1] = ("%s  %s: %s"):format(indent, of_text(tostring(key)), write(value, indent .. "  "))
  end
  return #parts == 0 and "{}" or ("{\n%s\n%s}"):format(table.concat(parts, ",\n"), indent)
end

local function of_table(value, indent)
  if value == json.null then return "null" end
  local is_list = #value > 0 or marks[value] == "list"
  return is_list and list(value, indent) or map(value, indent)
end

local WRITERS = { string = of_text, number = units.decimal, boolean = tostring, table = of_table, userdata = of_table }

function write(value, indent)
  return WRITERS[type(value)](value, indent)
end

--- A tree as exporters make them, keys in order of their names. Lists and tables of text of the frozen view are
--- lists where they have entries.
---@param tree table
---@return string
function json.encode(tree)
  return write(tree, "") .. "\n"
end

return json
