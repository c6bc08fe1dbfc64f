--- `service` of a Canary: the Services, routes and rules that Flagger makes for it.

local pods = require "export.kubernetes.pods"
local policies = require "export.common.policies"
local units = require "export.common.units"

local service_of = {}

local BALANCERS = {
  ["round-robin"] = "ROUND_ROBIN", ["least-request"] = "LEAST_REQUEST", random = "RANDOM",
}

local function balancer(world, service)
  for _, traffic in ipairs(world.model.traffic) do
    local word = traffic.host == service and traffic.load_balancing
    if word and BALANCERS[word] then return { simple = BALANCERS[word] } end
    if word then
      world.out:loss(traffic, "what requests are hashed by", "the mesh's own way of choosing an instance")
    end
  end
  return nil
end

--- A breaker of the model opens for the whole service, Envoy's outlier detection for one instance.
local function outlier_detection(world, breaker)
  if not breaker or not (breaker.failure_threshold or breaker.reset_timeout_ms) then return nil end
  world.out:loss(breaker, "a circuit breaker", "outlier detection, which ejects single instances, up to all")
  return {
    consecutive5xxErrors = breaker.failure_threshold,
    baseEjectionTime = units.go(breaker.reset_timeout_ms),
    maxEjectionPercent = 100,
  }
end

local function connection_pool(world, breaker)
  if breaker and breaker.max_connections then
    world.out:loss(breaker, "connections at a time", "no limit on connections")
  end
  return breaker and breaker.max_pending and { http = { http1MaxPendingRequests = breaker.max_pending } } or nil
end

local function traffic_policy(world, service)
  local breaker = policies.circuit_breaker(world.model, service)
  local policy = {
    loadBalancer = balancer(world, service),
    outlierDetection = outlier_detection(world, breaker),
    connectionPool = connection_pool(world, breaker),
  }
  return next(policy) and policy or nil
end

--- Ports besides the first are found on the Deployment.
---@param world export.flagger.world
---@param service frozen.service
---@param mesh frozen.item?
---@return table
function service_of.service(world, service, mesh)
  local ports = pods.ports(world, service)
  if #world.graph:ports(service) == 0 then
    world.out:loss(service, "the model gives no port", ("port %d"):format(pods.USUAL_PORT))
  end
  local route = policies.route(world.model, world.out, service)
  return {
    port = ports[1].number, targetPort = ports[1].name, portName = ports[1].name,
    portDiscovery = #ports > 1 or nil,
    timeout = route.timeout, retries = route.retries,
    trafficPolicy = mesh and mesh.type == "istio" and traffic_policy(world, service) or nil,
  }
end

return service_of
