--- The objects of a service: its account, its address, what runs it and scales it, and who may reach it.

local network = require "export.kubernetes.network"
local pods = require "export.kubernetes.pods"
local workload = require "export.kubernetes.workload"

local service_of = {}

---@class export.kubernetes.world
---@field k export.kubernetes
---@field graph export.graph
---@field out export.out

local function account(world, service)
  return { apiVersion = "v1", kind = "ServiceAccount", metadata = world.k:metadata(service) }
end

--- Clients that choose a pod themselves want all addresses, which a Service without one of its own gives.
local function address(world, service)
  return {
    apiVersion = "v1", kind = "Service", metadata = world.k:metadata(service),
    spec = {
      clusterIP = service.discovery == "client-side" and "None" or nil,
      selector = world.k:selector(service), ports = pods.service_ports(world, service),
    },
  }
end

--- All objects of a service.
---@param world export.kubernetes.world
---@param service frozen.service
---@return table[]
function service_of.documents(world, service)
  local documents = { account(world, service), address(world, service) }
  local function add(document) documents[#documents + 1] = document end
  for _, variant in ipairs(workload.variants(world, service)) do
    add(workload.deployment(world, service, variant))
    add(workload.autoscaler(world, service, variant))
  end
  add(workload.budget(world, service))
  add(network.of_service(world, service))
  return documents
end

return service_of
