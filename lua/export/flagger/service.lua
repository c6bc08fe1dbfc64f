--- `service` of a Canary: the Services, routes and rules that Flagger makes for it.

local pods = require "export.kubernetes.pods"
local policies = require "export.common.policies"

local service_of = {}

local function connection_pool(world, breaker)
  if breaker and breaker.max_connections then
    world.out:loss(breaker, "connections at a time", "no limit on connections")
  end
  return breaker and breaker.max_pending and { http = { http1MaxPendingRequests = breaker.max_pending } } or nil
end

local function traffic_policy(world, service)
  local breaker = policies.of(world.model, "circuit_breakers", service)
  local policy = {
    loadBalancer = policies.balancer(world.teller, world.graph:balancing(service)),
    outlierDetection = policies.outliers(world.teller, breaker),
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
  pods.report_port(world, service)
  local route = policies.route(world.model, world.teller, service, false)
  return {
    port = ports[1].number, targetPort = ports[1].name, portName = ports[1].name,
    portDiscovery = #ports > 1 or nil,
    timeout = route.timeout, retries = route.retries,
    trafficPolicy = mesh and mesh.type == "istio" and traffic_policy(world, service) or nil,
  }
end

return service_of
