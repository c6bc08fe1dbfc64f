--- kubernetes: what runs a service, finds it and scales it, and who may reach it. One file for each entity.

local graph = require "export.common.graph"
local kubernetes = require "export.common.kubernetes"
local network = require "export.kubernetes.network"
local rollouts = require "export.common.rollouts"
local service_of = require "export.kubernetes.service"
local teller = require "export.common.teller"

local function export_gateways(world, model)
  for _, gateway in ipairs(model.gateways) do
    if not gateway.service then
      world.out:loss(gateway, "a gateway", "admission of pods labelled with its name, in any namespace",
        { target = "istio" })
    end
  end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = { k = kubernetes.of(model, out), graph = graph.of(model), out = out, teller = teller.of(out) }
  world.rollouts = rollouts.of(model, world.k, world.graph, out)
  for _, service in ipairs(model.services) do
    out:file(world.k:label(service))(service_of.documents(world, service))
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
  options = { kubernetes.namespace_option, rollouts.option },
  export = export,
}
