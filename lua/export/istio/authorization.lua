--- AuthorizationPolicies of services: who may ask for what. Where the model has access policies for a service, they
--- say; else its calls, routes and visits do, and nothing beyond them is admitted.

local admissions = require "export.common.admissions"
local issuers = require "export.common.issuers"
local patterns = require "export.istio.patterns"
local requests = require "export.istio.requests"

local authorization = {}

-- ---- operations ----

--- Path → the methods it is asked with; "*" for any.
local function methods_by_path(world, list, by)
  local by_path, order = {}, {}
  for _, request in ipairs(list) do
    for _, path in ipairs(request.path and patterns.of(world, request, by) or { "" }) do
      if not by_path[path] then order[#order + 1] = path end
      by_path[path] = by_path[path] or {}
      by_path[path][request.method or "*"] = true
    end
  end
  return by_path, order
end

local function keys(set)
  local list = {}
  for key in pairs(set) do list[#list + 1] = key end
  return list
end

--- Where any path is asked for, the others need not be named.
local function drop_any(operation)
  for _, path in ipairs(operation.paths) do
    if path == "" then operation.paths = nil return end
  end
end

--- Paths that are asked for with the same methods stand together.
local function operations(world, list, by)
  local by_path, order = methods_by_path(world, list, by)
  local by_methods, to = {}, {}
  for _, path in ipairs(order) do
    local methods = keys(by_path[path])
    local key = table.concat(methods, " ")
    if not by_methods[key] then
      by_methods[key] = { methods = not by_path[path]["*"] and methods or nil, paths = {} }
      to[#to + 1] = { operation = by_methods[key] }
    end
    table.insert(by_methods[key].paths, path)
  end
  for _, each in ipairs(to) do drop_any(each.operation) end
  return to
end

-- ---- callers ----

---@class export.istio.admission
---@field from? frozen.item nil: anybody
---@field requests export.istio.request[]
---@field by frozen.item

--- What the model shows a caller asking a service for.
local function shown(world, from, service)
  local list = {}
  for _, edge in ipairs(world.graph:to(service)) do
    local own = edge.from == from and requests.of_edge(edge) or {}
    table.move(own, 1, #own, #list + 1, list)
  end
  return list
end

--- An access policy that names callers and no more admits what they are shown to ask for.
local function asked_by(world, admission, service)
  local access = admission.access
  if not access then return requests.of_edge(admission.edge) end
  local is_bare = admission.from and #access.methods + #access.paths == 0
  local list = is_bare and shown(world, admission.from, service) or {}
  if #list > 0 then return list end
  if is_bare then
    world:tell(access, "what a caller asks for whom an access policy names, and no call", "admission to all of it")
  end
  return requests.of_access(access)
end

--- Those of one caller together.
local function by_caller(world, list, service)
  local callers, place_of = {}, {}
  for _, admission in ipairs(list) do
    local from = admission.from or false
    local asked = asked_by(world, admission, service)
    if not place_of[from] then
      place_of[from] = { from = admission.from, by = admission.by, requests = {} }
      callers[#callers + 1] = place_of[from]
    end
    local all = place_of[from].requests
    table.move(asked, 1, #asked, #all + 1, all)
  end
  return callers
end

--- Its keys anybody may read: who fetches them for the mesh has no identity.
local function add_keys(world, callers, service)
  if not issuers.is_one(world.model, service) then return callers end
  callers[#callers + 1] = { requests = { requests.of_keys(service) }, by = service }
  return callers
end

-- ---- policies ----

local function source(world, from, by)
  local principal = world:principal(from)
  if principal then return { principals = { principal } } end
  world:tell(by, "who a caller from outside of the mesh is",
    "admission of all that have no identity in it, where mutual TLS is not strict")
  return { notPrincipals = { "*" } }
end

local function has_any(list)
  for _, request in ipairs(list) do
    if requests.is_any(request) then return true end
  end
  return false
end

local function rule_of(world, service, admission)
  local is_open = has_any(admission.requests) or world.graph:protocol(service) == "tcp"
  return {
    from = admission.from and { { source = source(world, admission.from, admission.by) } } or nil,
    to = not is_open and operations(world, admission.requests, admission.by) or nil,
  }
end

--- A policy with an empty rule admits everybody; one without rules nobody.
local function policy(world, service, callers)
  local list = {}
  for _, admission in ipairs(callers) do
    local rule = rule_of(world, service, admission)
    list[#list + 1] = next(rule) and rule or world.out.map()
  end
  return world:object("security", "AuthorizationPolicy", world.k:metadata(service), {
    selector = { matchLabels = world.k:selector(service) }, action = "ALLOW", rules = #list > 0 and list or nil,
  })
end

local function is_switched_off(mesh)
  return mesh ~= nil and mesh.security ~= nil and mesh.security.authorization == false
end

---@param world export.istio.world
---@param service frozen.service
---@return table? nil: nobody checks who calls it
function authorization.of_service(world, service)
  if not world:is_member(service) then
    world:tell(service, "who may call a service outside of the mesh", "nothing: no proxy stands before it")
    return nil
  end
  if is_switched_off(world:mesh_of(service)) then return nil end
  local list, is_declared = admissions.of(world.graph, service)
  if not is_declared and world.is_without_calls then return nil end
  return policy(world, service, add_keys(world, by_caller(world, list, service), service))
end

local REQUESTED = { sync = true, route = true, saga = true, visit = true }

local function has_calls(world)
  for _, edge in ipairs(world.graph:edges()) do
    if REQUESTED[edge.kind] then return true end
  end
  return false
end

local function is_enforced(world)
  for _, mesh in ipairs(world.meshes) do
    if mesh.security and mesh.security.authorization ~= nil then return true end
  end
  return false
end

--- A model that shows no call at all does not mean that there is none, unless its mesh says so.
local function tell_unsaid(world)
  world.is_without_calls = not has_calls(world)
  world:tell(world.meshes[1] or world.model, "whether only declared callers get through", world.is_without_calls
    and "nothing, as the model shows no call" or "policies that admit what the model's calls ask for, and nothing else",
      "unsaid")
end

--- What the model leaves open of it, or says and cannot mean.
---@param world export.istio.world
function authorization.tell(world)
  if #world.model.services > 0 and not is_enforced(world) then tell_unsaid(world) end
  for _, access in ipairs(world.model.accesses) do
    if access.to and is_switched_off(world:mesh_of(access.to)) then
      world:tell(access, "an access policy in a mesh that enforces none", "nothing")
    end
  end
end

return authorization
