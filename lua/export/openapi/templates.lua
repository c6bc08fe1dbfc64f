--- Names of endpoints as paths of OpenAPI: each placeholder in braces, a parameter for each, one segment long.

local templates = {}

---@class export.template
---@field path string "/orders/{order_id}"
---@field shape string "/orders/{}": paths of one shape are the same to OpenAPI
---@field parameters { name: string, own: string, hint: string? }[] those in the path; own: the endpoint's word for it
---@field query string[] names of parameters behind a ?
---@field odd table<"wildcard"|"optional", boolean> what had to be changed

--- Up to what begins a query, a fragment or a note; a ? in braces belongs to the placeholder.
local function cut(text)
  local depth = 0
  for at = 1, #text do
    local char = text:sub(at, at)
    if char == "{" then depth = 1 end
    if char == "}" then depth = 0 end
    if depth == 0 and char:find("[%s,;?#]") then return text:sub(1, at - 1), text:sub(at) end
  end
  return text, ""
end

local function query_of(rest)
  local names = {}
  local query = rest:match("^%?([^#%s]*)") or ""
  for name in query:gmatch("([^&=]+)[^&]*") do names[#names + 1] = name end
  return names
end

--- A name that the path does not have yet.
local function free_name(template, wanted)
  local name, count = wanted, 1
  local taken = {}
  for _, parameter in ipairs(template.parameters) do taken[parameter.name] = true end
  while taken[name] do
    count = count + 1
    name = wanted .. "_" .. count
  end
  return name
end

--- "{id}", "{id:int}", "{id?}", "{*rest}", "{rest...}": what stands between the braces.
local function placeholder(template, text)
  local name, hint = text:match("([%w_.-]*[%w_-])"), text:match(":(.+)$")
  template.odd.wildcard = template.odd.wildcard or text:find("^%*") or text:find("%.%.%.$") or hint == ".*" or nil
  template.odd.optional = template.odd.optional or text:find("%?$") or nil
  name = free_name(template, name or "parameter")
  local parameter = { name = name, own = name, hint = hint }
  table.insert(template.parameters, parameter)
  return "{" .. parameter.name .. "}"
end

--- Outside of braces: a star is a placeholder without a name, and a brace left over must not look like one.
local function literal(template, text)
  return (text:gsub("}", "%%7D"):gsub("%*+", function() return placeholder(template, "*") end))
end

local function segment(template, text)
  if text:match("^:.") then return placeholder(template, text:sub(2)) end
  text = text:gsub("{[^}]*$", "%0}")
  local plain, behind = "", 1
  for before, inside, after in text:gmatch("([^{]*){([^}]*)}()") do
    plain = plain .. literal(template, before) .. placeholder(template, inside)
    behind = after
  end
  return plain .. literal(template, text:sub(behind))
end

--- Between slashes; one in braces separates nothing.
local function segments(text)
  local list, depth, start = {}, 0, 1
  for at = 1, #text + 1 do
    local char = text:sub(at, at)
    if char == "{" then depth = 1 end
    if char == "}" then depth = 0 end
    if at > #text or (char == "/" and depth == 0) then
      if at > start then list[#list + 1] = text:sub(start, at - 1) end
      start = at + 1
    end
  end
  return list
end

--- The same path with the names that another template of the shape has.
---@param template export.template
---@param first export.template
---@return export.template
function templates.renamed(template, first)
  local parameters = {}
  for place, parameter in ipairs(template.parameters) do
    parameters[place] = { name = first.parameters[place].name, own = parameter.name, hint = parameter.hint }
  end
  return {
    path = first.path, shape = first.shape, parameters = parameters, query = template.query, odd = template.odd,
  }
end

---@param name string of an endpoint
---@return export.template
function templates.read(name)
  local text, rest = cut(name)
  local template = { parameters = {}, query = query_of(rest), odd = {} }
  local pieces = {}
  for _, piece in ipairs(segments(text)) do pieces[#pieces + 1] = segment(template, piece) end
  local slash = #pieces > 0 and text:sub(-1) == "/" and "/" or ""
  template.path = "/" .. table.concat(pieces, "/") .. slash
  template.shape = template.path:gsub("{[^}]*}", "{}")
  return template
end

return templates
