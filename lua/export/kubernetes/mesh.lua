--- What pods of a mesh need beside their own: the mark that brings them a proxy, and the ways that the proxy goes.

local issuers = require "export.common.issuers"
local meshes = require "export.common.meshes"

local mesh_parts = {}

---@class export.kubernetes.product
---@field namespace string of the control plane, where nobody chose another one
---@field pods? table<string, string> labels of its pods; nil: all in its namespace
---@field control? integer[] ports at which proxies ask it; nil: any
---@field traffic? integer[] ports at which proxies take requests, besides those of the program
---@field metrics integer[] ports at which proxies are measured
---@field mark "labels"|"annotations" what of a pod asks for a proxy
---@field key string
---@field yes string
---@field no string

--- As their documentation has it: Istio's application requirements, Linkerd's network policies, Consul on Kubernetes.
---@type table<string, export.kubernetes.product>
local PRODUCTS = {
  istio = {
    namespace = "istio-system", pods = { app = "istiod" }, control = { 15012 }, metrics = { 15020, 15090 },
    mark = "labels", key = "sidecar.istio.io/inject", yes = "true", no = "false",
  },
  linkerd = {
    namespace = "linkerd", traffic = { 4143 }, metrics = { 4191 },
    mark = "annotations", key = "linkerd.io/inject", yes = "enabled", no = "disabled",
  },
  consul = {
    namespace = "consul", traffic = { 20000 }, metrics = { 20200 },
    mark = "annotations", key = "consul.hashicorp.com/connect-inject", yes = "true", no = "false",
  },
}

local function product_of(mesh)
  return PRODUCTS[mesh.type or "istio"]
end

local function product_at(world, service)
  local mesh = meshes.of(world.graph.model.meshes, service)
  return mesh and product_of(mesh), mesh
end

-- ---- the proxy ----

--- Marks the metadata of pods: in a mesh they get a proxy, and out of it none, whatever their namespace says.
---@param world export.kubernetes.world
---@param service frozen.service
---@param metadata table
function mesh_parts.mark(world, service, metadata)
  local product = product_at(world, service)
  local any = world.graph.model.meshes[1]
  local said = product or any and product_of(any)
  if not said then return end
  metadata[said.mark] = metadata[said.mark] or {}
  metadata[said.mark][said.key] = product and said.yes or said.no
end

-- ---- its ways ----

local function tcp(numbers)
  local ports = {}
  for place, number in ipairs(numbers or {}) do ports[place] = { protocol = "TCP", port = number } end
  return #ports > 0 and ports or nil
end

--- The pods of a control plane.
local function control_plane(product)
  return {
    namespaceSelector = { matchLabels = { ["kubernetes.io/metadata.name"] = product.namespace } },
    podSelector = product.pods and { matchLabels = product.pods } or nil,
  }
end

--- Ports at which requests come to a service besides its own.
---@param world export.kubernetes.world
---@param service frozen.service
---@return integer[]
function mesh_parts.traffic_ports(world, service)
  local product = product_at(world, service)
  return product and product.traffic or {}
end

--- The rule by which a proxy asks its control plane; nil: it has none.
---@param world export.kubernetes.world
---@param service frozen.service
---@return table?
function mesh_parts.egress(world, service)
  local product, mesh = product_at(world, service)
  if not product then return nil end
  world.teller:tell(mesh, "the namespace of its control plane", "egress to " .. product.namespace, "unsaid")
  return { to = { control_plane(product) }, ports = tcp(product.control) }
end

--- The rule by which Istio's control plane fetches the keys of tokens; nil: it fetches none from the service.
---@param world export.kubernetes.world
---@param service frozen.service
---@param ports table[] of the service
---@return table?
function mesh_parts.keys(world, service, ports)
  local product = product_at(world, service)
  if product ~= PRODUCTS.istio or not issuers.is_one(world.graph.model, service) then return nil end
  return { from = { control_plane(product) }, ports = ports }
end

--- The rule by which a proxy is measured; nil: there is none.
---@param world export.kubernetes.world
---@param service frozen.service
---@return table?
function mesh_parts.ingress(world, service)
  local product, mesh = product_at(world, service)
  if not product then return nil end
  world.teller:tell(mesh, "who reads the metrics of its proxies", "admission of all pods of the cluster to their ports",
    "unsaid")
  return { from = { { namespaceSelector = world.out.map() } }, ports = tcp(product.metrics) }
end

return mesh_parts
