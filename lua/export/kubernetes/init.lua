--- kubernetes: what runs a service, finds it and scales it, and who may reach it. One file for each entity.

local graph = require "export.common.graph"
local kubernetes = require "export.common.kubernetes"
local network = require "export.kubernetes.network"
local pods = require "export.kubernetes.pods"
local workload = require "export.kubernetes.workload"

---@class export.kubernetes.world
---@field k export.kubernetes
---@field graph export.graph
---@field out export.out

local function account(world, service)
  return { apiVersion = "v1", kind = "ServiceAccount", metadata = world.k:metadata(service) }
end

--- Clients that choose a pod themselves want all addresses, which a Service without one of its own gives.
local function address(world, service)
  local ports = {}
  for _, port in ipairs(pods.ports(world, service)) do
    ports[#ports + 1] = { name = port.name, port = port.number, targetPort = port.name }
  end
  return {
    apiVersion = "v1", kind = "Service", metadata = world.k:metadata(service),
    spec = {
      clusterIP = service.discovery == "client-side" and "None" or nil,
      selector = world.k:selector(service), ports = ports,
    },
  }
end

local function documents_of(world, service)
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

local function export_gateways(world, model)
  for _, gateway in ipairs(model.gateways) do
    if not gateway.service then
      world.out:loss(gateway, "a gateway", "admission of pods labelled with its name, in any namespace; "
        .. "gateway-api and istio write it")
    end
  end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = { k = kubernetes.of(model, out), graph = graph.of(model), out = out }
  for _, service in ipairs(model.services) do
    out:file(world.k:label(service))(documents_of(world, service))
  end
  for _, list in ipairs { "datastores", "brokers" } do
    for _, item in ipairs(model[list]) do out:document(world.k:label(item), network.of_store(world, item)) end
  end
  export_gateways(world, model)
end

---@type export.exporter
return {
  name = "kubernetes",
  summary = "Deployments, Services, accounts, autoscalers, disruption budgets, network policies",
  order = kubernetes.order,
  options = { kubernetes.namespace_option },
  export = export,
}
