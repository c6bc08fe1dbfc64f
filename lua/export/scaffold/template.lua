--- Texts with holes: {{name}}.

--- The texts of a list below each other, each of their lines as far in as the hole is.
local function block(texts, indent)
  local lines = {}
  for line in (table.concat(texts, "\n") .. "\n"):gmatch("([^\n]*)\n") do
    lines[#lines + 1] = line == "" and "\n" or indent .. line .. "\n"
  end
  return #texts > 0 and table.concat(lines) or ""
end

--- Fills the holes. A hole alone on its line takes a list, too: of an empty one, no line is left. What is put in
--- is not looked through again.
---@param text string ends with a line break
---@param values table<string, string|integer|string[]>
---@return string
return function(text, values)
  local function fill(hole)
    return tostring(values[hole] or error(("nothing fills the hole %s"):format(hole)))
  end
  return (text:gsub("([^\n]*)\n", function(line)
    local indent, hole = line:match("^(%s*){{([%w_]+)}}$")
    local value = hole and values[hole]
    if type(value) == "table" then return block(value, indent) end
    return line:gsub("{{([%w_]+)}}", fill) .. "\n"
  end))
end
