--- The HTTP operations and health checks of a service as routes that every framework takes.

local names = require "export.common.names"

---@class export.scaffold.part
---@field text? string letters, digits and . _ ~ - only
---@field parameter? string an identifier in every language

---@class export.scaffold.route
---@field item frozen.endpoint|frozen.probe
---@field method string
---@field parts export.scaffold.part[]
---@field name string get_orders_order_id or getOrdersOrderId, one to one

local routes = {}

-- Python, Go, Java, JavaScript.
local KEYWORDS = [[
  False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield func interface select defer go map struct
  chan goto package switch const fallthrough range type var abstract boolean byte case catch char default do double enum
  extends final float implements instanceof int long native new private protected public short static strictfp super
  synchronized this throw throws transient void volatile true false null let record sealed permits function typeof
]]

local reserved = {}
for word in KEYWORDS:gmatch("%S+") do reserved[word] = true end

--- The nearest name for a parameter: some frameworks take none that begins with an underscore.
local function parameter_form(text)
  local identifier = names.identifier(text):gsub("^_+", "")
  if not identifier:match("^%a") then identifier = "p" .. identifier end
  return reserved[identifier] and identifier .. "_" or identifier
end

-- ---- parts of a path ----

--- What stands for one part, and the name in it.
local PARAMETERS = { "^{([^{}*]+)}$", "^:([%w_-]+)$", "^<%a*:?([%w_-]+)>$" }

local function parameter_of(piece)
  for _, pattern in ipairs(PARAMETERS) do
    local name = piece:match(pattern)
    if name then return name end
  end
  return nil
end

local function text_part(piece, report)
  local text = piece:gsub("[^%w._~-]", "-"):gsub("^%.+$", "-")
  if text ~= piece then report("characters of a path that a route cannot hold", "a - for each") end
  return { text = text }
end

local function read_part(piece, parameter, report)
  local name = parameter_of(piece)
  if name then
    local identifier = parameter(name)
    if identifier ~= name then report("a parameter whose name is none in every language", "the nearest name") end
    return { parameter = identifier }
  end
  if not piece:find("[{}*]") then return text_part(piece, report) end
  report("a placeholder for more or less than one part of a path", "a parameter for one part")
  return { parameter = parameter(piece:find("%w") and piece or "rest") }
end

local function read_parts(text, report)
  local parts, parameter = {}, names.mapper(parameter_form)
  local path = text:gsub("{([^{}]*)%?}", function(name)
    report("a part of a path that may be missing", "a part that is always there")
    return "{" .. name .. "}"
  end)
  if path:find("[?#]") then report("a query behind a path", "the path without it") end
  for piece in path:match("^[^?#]*"):gmatch("[^/]+") do parts[#parts + 1] = read_part(piece, parameter, report) end
  return parts
end

-- ---- paths of one service ----

--- The path with the form of a framework for parameters: "{%s}".
---@param route export.scaffold.route
---@param form string
---@return string
function routes.path(route, form)
  local text = ""
  for _, part in ipairs(route.parts) do text = text .. "/" .. (part.text or form:format(part.parameter)) end
  return text == "" and "/" or text
end

---@param route export.scaffold.route
---@return string[]
function routes.parameters(route)
  local list = {}
  for _, part in ipairs(route.parts) do list[#list + 1] = part.parameter end
  return list
end

local METHODS = { HEAD = 1, GET = 2, POST = 3, PUT = 4, PATCH = 5, DELETE = 6 }

--- Texts before parameters, and HEAD before GET, which answers it, too: frameworks take the first that fits.
local function rank(route)
  local text = ""
  for _, part in ipairs(route.parts) do text = text .. (part.text and "0" or "1") end
  return ("%s %d"):format(text, METHODS[route.method])
end

--- Whether a path fits both, and neither is the narrower one.
local function cross(a, b)
  if #a.parts ~= #b.parts or a.method ~= b.method and not (METHODS[a.method] < 3 and METHODS[b.method] < 3) then
    return false
  end
  local a_narrower, b_narrower = a.method == "HEAD" and b.method == "GET", a.method == "GET" and b.method == "HEAD"
  for index, part in ipairs(a.parts) do
    local other = b.parts[index]
    if part.text and other.text and part.text ~= other.text then return false end
    a_narrower, b_narrower = a_narrower or part.text and not other.text, b_narrower or other.text and not part.text
  end
  return a_narrower and b_narrower
end

local function crosses_any(route, list)
  for _, other in ipairs(list) do
    if cross(route, other) then return true end
  end
  return false
end

---@class export.scaffold.routing
---@field out export.out
---@field takes_crossing boolean
---@field taken table<string, boolean>
---@field name fun(text: string): string

--- Adds the route unless the framework could not tell it from one that is there.
local function add(routing, list, others, route)
  local shape = route.method .. routes.path(route, "{}")
  if routing.taken[shape] then
    routing.out:loss(route.item, "an operation of the same method and path as another one", "the first one only")
  elseif not routing.takes_crossing and (crosses_any(route, list) or crosses_any(route, others)) then
    routing.out:loss(route.item, "a path of which this framework cannot tell which one is meant", "the first one only")
  else
    routing.taken[shape] = true
    route.name = routing.name(route.method:lower() .. routes.path(route, "%s"))
    list[#list + 1] = route
  end
end

--- "get/orders/order_id" as get_orders_order_id.
local function snake(text)
  local name = names.identifier(text):gsub("_+", "_"):gsub("_$", "")
  return name:find("_", 1, true) and name or name .. "_root"
end

--- "get/orders/order_id" as getOrdersOrderId. What Java gives to every object, "getClass", is no name.
local function camel(text)
  local name = snake(text):gsub("_(%w)", string.upper)
  return name == "getClass" and "getClass_" or name
end

local NAME_FORMS = { snake = snake, camel = camel }

local function in_order(list)
  local place = {}
  for index, route in ipairs(list) do place[route] = index end
  table.sort(list, function(a, b)
    local first, second = rank(a), rank(b)
    if first ~= second then return first < second end
    return place[a] < place[b]
  end)
  return list
end

local function route_of(routing, item, method)
  local function report(what, instead) routing.out:loss(item, what, instead) end
  return { item = item, method = method, parts = read_parts(item.name, report) }
end

--- The routes for operations, and those for health checks.
---@param service frozen.service
---@param out export.out
---@param stack export.scaffold.stack
---@return export.scaffold.route[] operations
---@return export.scaffold.route[] health
function routes.of(service, out, stack)
  local routing = {
    out = out, takes_crossing = stack.takes_crossing, taken = {}, name = names.mapper(NAME_FORMS[stack.names]),
  }
  local operations, health, checked = {}, {}, {}
  for _, endpoint in ipairs(service.endpoints) do
    if METHODS[endpoint.kind] then
      add(routing, operations, health, route_of(routing, endpoint, endpoint.kind))
    else
      out:loss(endpoint, "an operation that is not one of HTTP", "nothing")
    end
  end
  for _, probe in ipairs(service.health) do
    if not checked[probe.name] then add(routing, health, operations, route_of(routing, probe, "GET")) end
    checked[probe.name] = true
  end
  return in_order(operations), health
end

return routes
