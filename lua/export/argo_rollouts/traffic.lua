--- What a Rollout steers the traffic with: Services for its versions, and a VirtualService where the mesh is Istio.

local meshes = require "export.common.meshes"
local policies = require "export.common.policies"
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

local function destinations(names, port)
  local list = {}
  for index, name in ipairs(names) do
    list[index] = { destination = { host = name, port = { number = port.number } }, weight = index == 1 and 100 or 0 }
  end
  return list
end

--- One route for each port: a route without a port serves them all.
local function routes_of(world, service, mesh, names)
  local routes, ports = {}, pods.ports(world, service)
  for _, port in ipairs(ports) do
    local has_backoff = policies.has_backoff(meshes.minor(mesh))
    local route = policies.route(world.model, world.teller, service, has_backoff)
    route.name = port.name
    route.match = #ports > 1 and { { port = port.number } } or nil
    route.route = destinations(names, port)
    routes[#routes + 1] = route
  end
  return routes
end

local function virtual_service(world, service, mesh, names)
  world.out:loss(service, "what else the mesh does with its requests",
    "a VirtualService with shares, timeout and retries, in the place of the one of istio")
  return {
    apiVersion = meshes.api("networking", meshes.minor(mesh)), kind = "VirtualService",
    metadata = world.k:metadata(service),
    spec = { hosts = { world.k:label(service) }, http = routes_of(world, service, mesh, names) },
  }
end

local function names_of(routes)
  local names = {}
  for _, route in ipairs(routes) do names[#names + 1] = route.name end
  return names
end

---@class export.argo.router
---@field fields table of the strategy: the Services' names, trafficRouting
---@field documents table[]

--- What splits the traffic by request; nil where nothing does and shares become shares of the pods.
---@param world export.argo.world
---@param service frozen.service
---@param managed string[]? routes that the Rollout makes itself
---@return export.argo.router?
function traffic.router(world, service, managed)
  local mesh = meshes.of(world.model.meshes, service)
  if not mesh or mesh.type ~= "istio" or world.graph:protocol(service) == "tcp" then return nil end
  local names = { traffic.name(world, service, "stable"), traffic.name(world, service, "canary") }
  local virtual = virtual_service(world, service, mesh, names)
  local managed_routes = {}
  for _, name in ipairs(managed or {}) do managed_routes[#managed_routes + 1] = { name = name } end
  return {
    fields = {
      stableService = names[1], canaryService = names[2],
      trafficRouting = {
        istio = { virtualService = { name = virtual.metadata.name, routes = names_of(virtual.spec.http) } },
        managedRoutes = managed and managed_routes or nil,
      },
    },
    documents = {
      traffic.version_service(world, service, names[1]), traffic.version_service(world, service, names[2]), virtual,
    },
  }
end

return traffic
