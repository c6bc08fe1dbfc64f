--- What a Rollout steers the traffic with: Services for its versions, and the VirtualServices of the istio target, in
--- which it moves the shares.

local embedded = require "export.common.embedded"
local mesh_files = require "export.istio"
local pods = require "export.kubernetes.pods"

local traffic = {}

--- The selector of all pods; Argo Rollouts adds the hash of one version's.
---@param world export.argo.world
---@param service frozen.service
---@param name string
---@return table
function traffic.version_service(world, service, name)
  return {
    apiVersion = "v1", kind = "Service", metadata = world.k:metadata(service, name),
    spec = { selector = world.k:selector(service), ports = pods.service_ports(world, service) },
  }
end

--- A name beside those of the model's entities.
---@return string
function traffic.name(world, service, role)
  return world.name_of(world.k:label(service) .. "-" .. role)
end

-- ---- Istio ----

--- All VirtualServices that the istio target writes.
---@param model frozen.model
---@param out export.out
---@return table[]
function traffic.virtual_services(model, out)
  local list, options = {}, { namespace = out.options.namespace, rollouts = "argo-rollouts" }
  for _, document in ipairs(embedded.trees(mesh_files, model, out, options)) do
    if document.kind == "VirtualService" then list[#list + 1] = document end
  end
  return list
end

local function leads_to(rule, host)
  for _, share in ipairs(rule.route) do
    if share.destination.host == host then return true end
  end
  return false
end

--- The rules in which the Rollout moves shares, by their objects.
local function shared_rules(world, versions)
  local list = {}
  for _, virtual in ipairs(world.virtual_services) do
    local routes = {}
    for _, rule in ipairs(virtual.spec.http or {}) do
      if leads_to(rule, versions.canary) then routes[#routes + 1] = rule.name end
    end
    if #routes > 0 then list[#list + 1] = { name = virtual.metadata.name, routes = routes } end
  end
  return list
end

--- What becomes of what a Rollout wrote into a VirtualService, when the file is applied again meanwhile: shares are
--- written at each look, the route of copies once, at its step.
local function tell_owner(world, service, versions)
  if versions.is_shared then
    world.out:loss(service, "the VirtualServices in which a Rollout moves shares",
      "their names, which have to be there before it makes pods; while a version goes out, applying them again sets "
        .. "the shares back for a moment",
      { target = "istio" })
  else
    world.out:loss(service, "the VirtualServices in which a Rollout makes a route of copies",
      "their names, which have to be there before it makes pods; while a version is a shadow, applying them again "
        .. "ends the copies for good: do not",
      { target = "istio" })
  end
end

---@class export.argo.router
---@field fields table of the strategy: the Services' names, trafficRouting

--- What splits the traffic by request; nil where nothing does and shares become shares of the pods.
---@param world export.argo.world
---@param service frozen.service
---@param managed string[]? routes that the Rollout makes itself
---@return export.argo.router?
function traffic.router(world, service, managed)
  local versions = world.rollouts:versions(service)
  if not versions then return nil end
  local virtual, managed_routes = shared_rules(world, versions), {}
  for _, name in ipairs(managed or {}) do managed_routes[#managed_routes + 1] = { name = name } end
  tell_owner(world, service, versions)
  return {
    fields = {
      stableService = versions.stable, canaryService = versions.canary,
      trafficRouting = {
        istio = #virtual == 1 and { virtualService = virtual[1] } or { virtualServices = virtual },
        managedRoutes = managed and managed_routes or nil,
      },
    },
  }
end

return traffic
