--- `service` of a Canary: the Services, routes and rules that Flagger makes for it.

local meshes = require "export.common.meshes"
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
  local breaker = policies.common(world.model, world.teller, service, "breaker")
  local policy = {
    loadBalancer = policies.balancer(world.teller, world.graph:balancing(service)),
    outlierDetection = policies.outliers(world.teller, breaker),
    connectionPool = connection_pool(world, breaker),
  }
  return next(policy) and policy or nil
end

local function tell_delegation(world, service)
  world.out:loss(service, "which requests come to it, with which timeout and tries",
    "VirtualServices that delegate to Flagger's, which `lunette export istio --set rollouts=flagger` writes; "
    .. "those of another setting would be in its way", { target = "istio" })
end

--- Ports besides the first are found on the Deployment.
---@param world export.flagger.world
---@param service frozen.service
---@param mesh frozen.item?
---@return table
function service_of.service(world, service, mesh)
  local ports = pods.ports(world, service)
  pods.report_port(world, service)
  local is_delegated, timeout, retries = world.rollouts:is_delegated(service), nil, nil
  if is_delegated then
    tell_delegation(world, service)
  else
    timeout, retries = policies.route(world.model, world.teller, service, false)
  end
  return {
    port = ports[1].number, targetPort = ports[1].name, portName = ports[1].name,
    portDiscovery = #ports > 1 or nil,
    delegation = is_delegated or nil, timeout = timeout, retries = retries,
    trafficPolicy = mesh and meshes.is_istio(mesh) and traffic_policy(world, service) or nil,
  }
end

return service_of
