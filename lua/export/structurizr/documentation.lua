--- What the workspace's model has no place for, as a page of its documentation: contexts, their language, and how they
--- stand to each other.

local documentation = {}

local function cell(text)
  return (text:gsub("|", "\\|"):gsub("%s+", " "))
end

local function row(...)
  local cells = { ... }
  for index, text in ipairs(cells) do cells[index] = cell(text) end
  return "| " .. table.concat(cells, " | ") .. " |"
end

local function add_language(lines, context)
  local rows = {}
  for term, meaning in pairs(context.language) do rows[#rows + 1] = row(term, meaning) end
  if #rows == 0 then return end
  for _, line in ipairs { "", "| term | meaning |", "|---|---|" } do lines[#lines + 1] = line end
  table.move(rows, 1, #rows, #lines + 1, lines)
end

local function add_context(lines, context)
  lines[#lines + 1] = "\n### " .. cell(context.name) .. "\n"
  lines[#lines + 1] = context.description and cell(context.description) .. "\n"
  if context.subdomain then lines[#lines + 1] = ("- subdomain: %s"):format(context.subdomain) end
  if context.owner_name then lines[#lines + 1] = ("- owner: %s"):format(cell(context.owner_name)) end
  if context.legacy then lines[#lines + 1] = "- legacy" end
  for _, aggregate in ipairs(context.aggregates) do lines[#lines + 1] = "- aggregate: " .. cell(aggregate) end
  add_language(lines, context)
end

local function joined(...)
  local list = {}
  for _, texts in ipairs { ... } do
    for _, text in ipairs(texts) do list[#list + 1] = text end
  end
  return table.concat(list, ", ")
end

local function add_relationship(lines, relationship)
  local between = relationship.between
  local from = relationship.upstream_name or between[1] and between[1].name or ""
  local to = relationship.downstream_name or between[2] and between[2].name or ""
  lines[#lines + 1] = row(from, to, relationship.pattern or "",
    joined(relationship.upstream_roles, relationship.downstream_roles), joined(relationship.exposes),
    relationship.technology or "")
end

local function add_map(lines, relationships)
  if #relationships == 0 then return end
  lines[#lines + 1] = "\n### Context map\n"
  lines[#lines + 1] = "| upstream | downstream | pattern | roles | exposes | technology |"
  lines[#lines + 1] = "|---|---|---|---|---|---|"
  for _, relationship in ipairs(relationships) do add_relationship(lines, relationship) end
end

---@param model frozen.model
---@return table? nil where there is nothing to tell
function documentation.of(model)
  if #model.contexts == 0 then return nil end
  local lines = { "## Contexts" }
  for _, context in ipairs(model.contexts) do add_context(lines, context) end
  add_map(lines, model.relationships)
  return { sections = { { content = table.concat(lines, "\n") .. "\n", format = "Markdown", order = 1 } } }
end

return documentation
