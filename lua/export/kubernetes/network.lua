--- Network policies: they admit every edge of the model's graph, and nothing else but the cluster's DNS.

local graph = require "export.common.graph"
local pods = require "export.kubernetes.pods"

local network = {}

local PRIVATE = {
  ["0.0.0.0/0"] = { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16" },
  ["::/0"] = { "fc00::/7" },
}

--- Addresses outside of any cluster.
local function outside()
  local peers = {}
  for cidr, except in pairs(PRIVATE) do peers[#peers + 1] = { ipBlock = { cidr = cidr, except = except } } end
  return peers
end

--- The pods of a gateway that no service realises are a controller's, in a namespace of its own.
local function pods_of(world, item)
  return {
    namespaceSelector = item.kind == "gateway" and world.out.map() or nil,
    podSelector = { matchLabels = world.k:selector(item) },
  }
end

local function admitted_ports(world, service)
  local ports = {}
  for _, port in ipairs(pods.ports(world, service)) do
    ports[#ports + 1] = { protocol = "TCP", port = port.number }
  end
  return ports
end

local function has_actor(items)
  for _, item in ipairs(items) do
    if item.kind == "actor" then return true end
  end
  return false
end

-- ---- into the pods ----

--- Actors come from anywhere: a rule without `from` admits all, so no other one is needed beside it.
local function ingress(world, item)
  local callers = graph.ends(world.graph:to(item), "from")
  local ports = item.kind == "service" and admitted_ports(world, item) or nil
  if has_actor(callers) then
    world.out:loss(item, "where actors come from", "admission from everywhere on the service's ports")
    return { { ports = ports } }
  end
  if #callers == 0 then return world.out.list() end
  local peers = {}
  for _, caller in ipairs(callers) do peers[#peers + 1] = pods_of(world, caller) end
  return { { from = peers, ports = ports } }
end

-- ---- out of the pods ----

local function name_server()
  return {
    to = {
      {
        namespaceSelector = { matchLabels = { ["kubernetes.io/metadata.name"] = "kube-system" } },
        podSelector = { matchLabels = { ["k8s-app"] = "kube-dns" } },
      },
    },
    ports = { { protocol = "UDP", port = 53 }, { protocol = "TCP", port = 53 } },
  }
end

--- Stores, brokers and gateways are reached on whatever port they listen.
local function to_pods(world, item)
  return {
    to = { pods_of(world, item) },
    ports = item.kind == "service" and admitted_ports(world, item) or nil,
  }
end

local function egress(world, service)
  local rules, is_outside = { name_server() }, false
  for _, callee in ipairs(graph.ends(world.graph:from(service), "to")) do
    if callee.kind == "external" then
      world.out:loss(callee, "the addresses of an external system", "egress to all public addresses")
      is_outside = true
    else
      rules[#rules + 1] = to_pods(world, callee)
    end
  end
  if is_outside then rules[#rules + 1] = { to = outside() } end
  return rules
end

-- ---- policies ----

local function policy(world, item, spec)
  spec.podSelector = { matchLabels = world.k:selector(item) }
  return {
    apiVersion = "networking.k8s.io/v1", kind = "NetworkPolicy",
    metadata = world.k:metadata(item), spec = spec,
  }
end

---@return table
function network.of_service(world, service)
  if service.tracing then
    world.out:loss(service.tracing, "where spans are sent", "no egress for them")
  end
  return policy(world, service, {
    policyTypes = { "Ingress", "Egress" },
    ingress = ingress(world, service), egress = egress(world, service),
  })
end

--- Of a store or broker, whose pods are made elsewhere.
---@return table
function network.of_store(world, item)
  world.out:loss(item, "its pods are not written here",
    "a network policy for pods labelled app.kubernetes.io/name with its name")
  return policy(world, item, { policyTypes = { "Ingress" }, ingress = ingress(world, item) })
end

return network
