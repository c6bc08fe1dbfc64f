--- What all parts of the target ask: the mesh's version, who is in it, and how Istio addresses an entity.

local kubernetes = require "export.common.kubernetes"
local graph = require "export.common.graph"
local hosts = require "export.common.hosts"
local meshes = require "export.common.meshes"
local pods = require "export.kubernetes.pods"
local teller = require "export.common.teller"

local world = {}

---@class export.istio.world
---@field model frozen.model
---@field out export.out
---@field k export.kubernetes
---@field graph export.graph
---@field minor? integer Istio 1.MINOR; nil: the newest
---@field meshes frozen.mesh[]
---@field own_name fun(text: string): string a name that no entity has
---@field teller export.teller
---@field open_subsets table<frozen.item, string[]> named by destinations, declared by nobody
---@field file? string the one that is being made: most losses are about calls to what it is for
---@field is_without_calls? boolean nobody calls anybody, and nobody says that this is meant
local World = {}
World.__index = World

-- Identities hold a namespace, so there has to be one.
local USUAL_NAMESPACE = "default"

local TLS_PORT = 443

-- ---- the mesh ----

--- Meshes of Istio; where there are only others, those.
local function meshes_of(model, out)
  local own, others = {}, {}
  for _, mesh in ipairs(model.meshes) do table.insert(meshes.is_istio(mesh) and own or others, mesh) end
  if #own > 0 then return own end
  for _, mesh in ipairs(others) do out:loss(mesh, "a mesh of another product", "the same facts as Istio says them") end
  return others
end

local function minor_of(list, model, out)
  for _, mesh in ipairs(list) do
    local minor = meshes.minor(mesh)
    if minor then return minor end
    if meshes.is_istio(mesh) and mesh.version then
      out:loss(mesh, "a version that is none of Istio 1", "what the newest one takes")
      return nil
    end
  end
  out:loss(list[1] or model, "the version of Istio", "what 1.22 and newer ones take", "unsaid")
  return nil
end

---@param model frozen.model
---@param out export.out
---@return export.istio.world
function world.of(model, out)
  local k, own = kubernetes.of(model, out), meshes_of(model, out)
  return setmetatable({
    model = model, out = out, k = k, graph = graph.of(model), meshes = own, minor = minor_of(own, model, out),
    own_name = k.names:beside(), teller = teller.of(out), open_subsets = {},
  }, World)
end

--- Whether this is Istio 1.`minor` or newer.
---@param minor integer
---@return boolean
function World:at_least(minor)
  return meshes.at_least(self.minor, minor)
end

--- The mesh a service is in; nil: none is modelled, or it is in none.
---@param service frozen.service
---@return frozen.mesh?
function World:mesh_of(service)
  return meshes.of(self.meshes, service)
end

---@param service frozen.service
---@return boolean
function World:is_member(service)
  return #self.meshes == 0 or self:mesh_of(service) ~= nil
end

--- The calls that a service or external answers, in the order of the model.
---@param item frozen.item
---@return frozen.sync[]
function World:calls_to(item)
  local calls = {}
  for _, edge in ipairs(self.graph:to(item)) do
    if edge.kind == "sync" then table.move(edge.said, 1, #edge.said, #calls + 1, calls) end
  end
  return calls
end

-- ---- addresses ----

--- The name by which callers find it.
---@param item frozen.service|frozen.external
---@return string
function World:host(item)
  local label = self.k:label(item)
  return item.kind == "external" and hosts.of_external(self, label, item) or label
end

--- The port requests go to.
---@param item frozen.service|frozen.external
---@return integer
function World:port(item)
  if item.kind == "external" then return TLS_PORT end
  local ports = pods.ports(self, item)
  if #ports > 1 then self:tell(item, "which of several ports a gateway is to use", "the first one", "unsaid") end
  return ports[1].number
end

--- That of identities and whole addresses.
---@return string
function World:namespace()
  if not self.k:namespace() then
    self:tell(self.model, "the namespace that identities and whole addresses hold",
      "default: with any other one, --set namespace=NAME for all targets",
      "unsaid")
  end
  return self.k:namespace() or USUAL_NAMESPACE
end

--- The identity of a caller; nil: it has none in the mesh.
---@param item frozen.item
---@return string?
function World:principal(item)
  local has_one = item.kind == "gateway" or item.kind == "service" and self:is_member(item)
  return has_one and ("cluster.local/ns/%s/sa/%s"):format(self:namespace(), self.k:label(item)) or nil
end

-- ---- saying ----

--- A loss, once for each item.
---@param item frozen.item|frozen.model
---@param what string
---@param instead string
---@param about? export.class|export.about
function World:tell(item, what, instead, about)
  local said = { file = self.file }
  for key, value in pairs(type(about) == "table" and about or { class = about }) do said[key] = value end
  self.teller:tell(item, what, instead, said)
end

--- An object.
---@param group "networking"|"security"|"telemetry"
---@param kind string
---@param metadata table
---@param spec table
---@return table
function World:object(group, kind, metadata, spec)
  return { apiVersion = meshes.api(group, self.minor), kind = kind, metadata = metadata, spec = spec }
end

return world
