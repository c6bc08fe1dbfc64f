--- The objects of a service: its account, its address, what runs it and scales it, and who may reach it.

local network = require "export.kubernetes.network"
local pods = require "export.kubernetes.pods"
local runtimes = require "export.common.runtimes"
local workload = require "export.kubernetes.workload"

local service_of = {}

---@class export.kubernetes.world
---@field k export.kubernetes
---@field graph export.graph
---@field out export.out
---@field rollouts export.rollouts
---@field teller export.teller

local function account(world, service)
  return { apiVersion = "v1", kind = "ServiceAccount", metadata = world.k:metadata(service) }
end

local function address(world, service, name)
  return {
    apiVersion = "v1", kind = "Service", metadata = world.k:metadata(service, name),
    spec = { selector = world.k:selector(service), ports = pods.service_ports(world, service) },
  }
end

--- Clients that choose a pod themselves want all addresses, which a Service without one of its own gives.
local function addresses(world, service)
  local main, versions = address(world, service), world.rollouts:versions(service)
  main.spec.clusterIP = service.discovery == "client-side" and "None" or nil
  if not versions then return { main } end
  return { main, address(world, service, versions.stable), address(world, service, versions.canary) }
end

--- Its clients find what runs in no container by a Service, whose addresses somebody has to tell.
local function place_apart(world, service)
  world.out:loss(service, ("a program on %s, which runs in no container"):format(service.technologies.runtime),
    "a Service without pods: add an EndpointSlice of its name with its addresses",
    { class = "by hand", kind = "Service" })
  pods.report_port(world, service)
  local place = address(world, service)
  place.spec.selector = nil
  for _, port in ipairs(place.spec.ports) do port.targetPort = nil end
  return { place }
end

--- All objects of a service.
---@param world export.kubernetes.world
---@param service frozen.service
---@return table[]
function service_of.documents(world, service)
  if not runtimes.is_container(service) then return place_apart(world, service) end
  local documents = addresses(world, service)
  table.insert(documents, 1, account(world, service))
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
