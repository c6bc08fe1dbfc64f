--- What a call, a route or an access policy asks for: methods and paths.

local issuers = require "export.common.issuers"
local paths = require "export.common.paths"

local requests = {}

---@class export.istio.request
---@field method? string nil: any
---@field path? string template; nil: any
---@field is_prefix? boolean all below the path, too

local METHODS = {
  GET = true, POST = true, PUT = true, PATCH = true, DELETE = true, HEAD = true, OPTIONS = true,
}

--- The declared endpoint that the words mean: the very one, else the first whose template fits.
local function find_endpoint(service, method, path)
  local nearest
  for _, endpoint in ipairs(service and service.endpoints or {}) do
    local fits = METHODS[endpoint.kind] and (not method or endpoint.kind == method)
    if fits and endpoint.name == path then return endpoint end
    if fits and not nearest and paths.meet(endpoint.name, path) then nearest = endpoint end
  end
  return nearest
end

--- The declared procedure of this name, with or without its service.
local function find_procedure(service, name)
  for _, endpoint in ipairs(service and service.endpoints or {}) do
    local is_it = endpoint.name == name or endpoint.name:match("/([^/]*)$") == name
    if endpoint.kind == "rpc" and is_it then return endpoint.name end
  end
  return name:match("^[%w_.]+/[%w_]+$")
end

--- gRPC posts to /Service/Method.
---@return export.istio.request
local function read(text, service)
  local method, rest = text:match("^(%u+)%s+(.+)$")
  if not METHODS[method] then method, rest = nil, text end
  if rest:sub(1, 1) == "/" then
    local endpoint = find_endpoint(service, method, rest)
    return { method = method or endpoint and endpoint.kind, path = endpoint and endpoint.name or rest }
  end
  local procedure = not method and find_procedure(service, rest)
  if procedure then return { method = "POST", path = "/" .. procedure } end
  return { method = method }
end

-- Where these are served the model does not say.
local WITHOUT_PATHS = { graphql = true, ["function"] = true, thrift = true, tcp = true }

---@param call frozen.sync
---@return export.istio.request[]
function requests.of_call(call)
  if WITHOUT_PATHS[call.protocol] or #call.endpoints == 0 then return { {} } end
  local list = {}
  for _, text in ipairs(call.endpoints) do list[#list + 1] = read(text, call.callee) end
  return list
end

--- Each method with each path; nothing said is any.
local function product(methods, some_paths)
  local list = {}
  for _, method in ipairs(#methods > 0 and methods or { "*" }) do
    for _, path in ipairs(#some_paths > 0 and some_paths or { "/" }) do
      local is_all = #paths.read(path) == 0
      list[#list + 1] = {
        method = method ~= "*" and method:upper() or nil, path = not is_all and path or nil, is_prefix = not is_all,
      }
    end
  end
  return list
end

---@param route frozen.route
---@return export.istio.request[] as the service behind it sees them
function requests.of_route(route)
  return product(route.methods, { paths.of_route(route) })
end

---@param access frozen.access
---@return export.istio.request[]
function requests.of_access(access)
  return product(access.methods, access.paths)
end

--- What is asked of who issues tokens: their keys.
---@param service frozen.service
---@return export.istio.request
function requests.of_keys(service)
  return { method = "GET", path = (issuers.path(service)) }
end

--- By the kind of what the model says it with. Of anything else it tells no more than that there are requests.
local OF = {
  sync = requests.of_call,
  route = requests.of_route,
  to = function(destination)
    return destination.owner.kind == "route" and requests.of_route(destination.owner) or { {} }
  end,
  gateway = function(gateway, edge) return gateway.authentication and { requests.of_keys(edge.to) } end,
}

---@param edge export.edge
---@return export.istio.request[]
function requests.of_edge(edge)
  local list = {}
  local function add(more) table.move(more, 1, #more, #list + 1, list) end
  for _, steered in ipairs(edge.of or {}) do add(requests.of_edge(steered)) end
  for _, item in ipairs(edge.of and {} or edge.said) do
    local of = OF[item.kind]
    add(of and of(item, edge) or { {} })
  end
  return list
end

--- Whether it stands for every request.
---@param request export.istio.request
---@return boolean
function requests.is_any(request)
  return not request.method and not request.path
end

return requests
