--- istio: traffic, resilience and security of the mesh. One file for each service, gateway, external and mesh.
---
--- Timeouts and tries of calls are kept by the callers' proxies; a client that keeps them, too, multiplies them.

local authentication = require "export.istio.authentication"
local authorization = require "export.istio.authorization"
local destination = require "export.istio.destination"
local external = require "export.istio.external"
local gateway_parts = require "export.istio.gateway"
local kubernetes = require "export.common.kubernetes"
local limits = require "export.istio.limits"
local lists = require "export.common.lists"
local mesh_parts = require "export.istio.mesh"
local rollouts = require "export.common.rollouts"
local runtimes = require "export.common.runtimes"
local steering = require "export.istio.steering"
local virtual = require "export.istio.virtual"
local worlds = require "export.istio.world"

--- Of what runs in no container, a proxy may stand before it.
local function tell_apart(world, service)
  if runtimes.is_container(service) or not world:is_member(service) then return end
  world:tell(service, "the proxy of a program that runs in no container",
    "policies for pods labelled app.kubernetes.io/name with its name: those of a proxy before it, or a WorkloadEntry "
    .. "with that label", "by hand")
end

--- What is told from here on is about this file.
local function open(world, file)
  world.file = file
end

local function write(world, documents)
  if #documents > 0 then world.out:file(world.file)(documents) end
  world.file = nil
end

local function export_service(world, service)
  open(world, world.k:label(service))
  tell_apart(world, service)
  write(world, lists.joined(
    { virtual.of_service(world, service) }, destination.of(world, service),
    { authorization.of_service(world, service) }, limits.of_service(world, service),
    { mesh_parts.telemetry_of(world, service) }))
end

local function export_gateway(world, gateway)
  if gateway.service then
    world:tell(gateway, "a gateway that a service realises", "nothing of its routes: the service knows them")
    return
  end
  open(world, world.k:label(gateway))
  write(world, lists.joined(
    gateway_parts.of(world, gateway), authentication.of(world, gateway), { limits.of_gateway(world, gateway) }))
end

--- A mesh has no address, so that an entity may have its name: then its file gets another one.
local function export_meshes(world)
  local is_whole = false
  for _, mesh in ipairs(world.meshes) do
    if #mesh.services == 0 and is_whole then
      world:tell(mesh, "a second mesh of all services", "the first one")
    else
      open(world, world.own_name(world.k:label(mesh)))
      write(world, mesh_parts.of(world, mesh, world.own_name("default")))
    end
    is_whole = is_whole or #mesh.services == 0
  end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = worlds.of(model, out)
  world.rollouts = rollouts.of(model, world.k, world.graph, out)
  world.rule_names = {}
  steering.collect(world)
  authorization.tell(world)
  authentication.tell(world)
  limits.tell(world)
  virtual.tell_rest(world)
  for _, service in ipairs(model.services) do export_service(world, service) end
  for _, gateway in ipairs(model.gateways) do export_gateway(world, gateway) end
  for _, item in ipairs(model.externals) do
    open(world, world.k:label(item))
    write(world, external.of(world, item) or {})
  end
  export_meshes(world)
end

local order = lists.joined(kubernetes.order, {
  "selector", "workloadSelector", "host", "hosts", "gateways", "port", "action", "from", "to",
})

---@type export.exporter
return {
  name = "istio",
  summary = "VirtualServices, DestinationRules, gateways, authentication, authorization, telemetry, rate limits",
  order = order,
  options = {
    { name = "namespace", default = "", takes = "label",
      summary = "namespace of all objects; left out: that of the context, and default in identities, which hold one" },
    rollouts.option,
  },
  export = export,
}
