--- Network policies: they admit every edge of the model's graph, or what its access policies say in its place, and
--- nothing else but the cluster's DNS.

local admissions = require "export.common.admissions"
local graph = require "export.common.graph"
local mesh_parts = require "export.kubernetes.mesh"
local pods = require "export.kubernetes.pods"
local runtimes = require "export.common.runtimes"

local network = {}

--- Private (RFC 1918, 4193), shared by carriers and clusters (RFC 6598), link-local (RFC 3927, 4291): there clouds hand
--- out credentials, at 169.254.169.254.
local PRIVATE = {
  ["0.0.0.0/0"] = { "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16" },
  ["::/0"] = { "fc00::/7", "fe80::/10" },
}

-- The model knows no port of an external system; in the mesh, too, it is reached there.
local TLS_PORT = 443

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
  for _, number in ipairs(mesh_parts.traffic_ports(world, service)) do
    ports[#ports + 1] = { protocol = "TCP", port = number }
  end
  return ports
end

-- ---- into the pods ----

--- Actors come from anywhere, and some access policies name nobody.
local function is_open(world, item, callers)
  for _, each in ipairs(callers) do
    if not each.from then return true end
    if each.from.kind == "actor" then
      world.out:loss(item, "where actors come from", "admission from everywhere on the service's ports", "unsaid")
      return true
    end
  end
  return false
end

--- Told at the external system, in the file of whose policy it opens.
local function tell_outside(world, external, item, instead)
  world.out:loss(external, "the addresses of an external system", instead,
    { kind = "NetworkPolicy", file = world.k:label(item) })
end

local function peers_of(world, item, caller)
  if caller.kind ~= "external" then return { pods_of(world, caller) } end
  tell_outside(world, caller, item, "admission of all public addresses")
  return outside()
end

--- A rule without `from` admits all, so no other one is needed beside it.
local function ingress(world, item, callers)
  local ports = item.kind == "service" and admitted_ports(world, item) or nil
  if is_open(world, item, callers) then return { { ports = ports } } end
  local peers = {}
  for _, caller in ipairs(graph.ends(callers, "from")) do
    for _, peer in ipairs(peers_of(world, item, caller)) do peers[#peers + 1] = peer end
  end
  return #peers > 0 and { { from = peers, ports = ports } } or world.out.list()
end

--- A network knows addresses and ports, no requests.
local function tell_accesses(world, callers)
  local told = {}
  for _, each in ipairs(callers) do
    local access = each.access
    if access and not told[access] and #access.methods + #access.paths > 0 then
      world.out:loss(access, "which methods and paths may be asked for", "all of them",
        { target = "istio" })
      told[access] = true
    end
  end
end

-- ---- out of the pods ----

--- As most clusters have it. NodeLocal DNSCache answers at an address of the node, OpenShift in a namespace of its own.
local function name_server(world, service)
  world.teller:tell(world.graph.model, "where the cluster's DNS is",
    "egress to pods labelled k8s-app: kube-dns in kube-system, port 53; NodeLocal DNSCache (169.254.20.10) and "
      .. "OpenShift (openshift-dns, port 5353) have it elsewhere",
    { class = "unsaid", kind = "NetworkPolicy", file = world.k:label(service) })
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

--- Stores, brokers and gateways are reached on whatever port they listen, what has no pods at whatever address.
local function to_item(world, item)
  local is_apart = item.kind == "service" and not runtimes.is_container(item)
  if is_apart then
    world.teller:tell(item, "its addresses, as it runs in no container", "egress to any address on its port")
  end
  return {
    to = not is_apart and { pods_of(world, item) } or nil,
    ports = item.kind == "service" and admitted_ports(world, item) or nil,
  }
end

--- Whom it has to do with, and whom access policies let it in to.
local function callees_of(world, service)
  local list = graph.ends(world.graph:from(service), "to")
  local seen = {}
  for _, callee in ipairs(list) do seen[callee] = true end
  for _, callee in ipairs(admissions.opened_to(world.graph, service)) do
    if callee ~= service and not seen[callee] then list[#list + 1], seen[callee] = callee, true end
  end
  return list
end

local function egress(world, service)
  local rules, is_outside = { name_server(world, service) }, false
  for _, callee in ipairs(callees_of(world, service)) do
    if callee.kind == "external" then
      tell_outside(world, callee, service, "egress to port 443 of all public addresses")
      is_outside = true
    else
      rules[#rules + 1] = to_item(world, callee)
    end
  end
  if is_outside then rules[#rules + 1] = { to = outside(), ports = { { protocol = "TCP", port = TLS_PORT } } } end
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

-- Those of the collector that opentelemetry writes, as its operator labels them, and the ports of OTLP.
local COLLECTOR = {
  to = { { podSelector = { matchLabels = { ["app.kubernetes.io/name"] = "otel-collector" } } } },
  ports = { { protocol = "TCP", port = 4317 }, { protocol = "TCP", port = 4318 } },
}

local function to_collector(world, service)
  if not service.tracing then return nil end
  world.out:loss(service.tracing, "where spans are sent", "egress to the collector",
    { target = "opentelemetry" })
  return COLLECTOR
end

---@return table
function network.of_service(world, service)
  local callers = admissions.of(world.graph, service)
  tell_accesses(world, callers)
  local into, out_of = ingress(world, service, callers), egress(world, service)
  into[#into + 1] = mesh_parts.keys(world, service, admitted_ports(world, service))
  into[#into + 1] = mesh_parts.ingress(world, service)
  out_of[#out_of + 1] = mesh_parts.egress(world, service)
  out_of[#out_of + 1] = to_collector(world, service)
  return policy(world, service, { policyTypes = { "Ingress", "Egress" }, ingress = into, egress = out_of })
end

--- Its nodes talk to each other, on ports that are theirs.
local function among_themselves(world, item)
  return { from = { pods_of(world, item) } }
end

--- Of a store or broker, whose pods are made elsewhere.
---@return table
function network.of_store(world, item)
  world.out:loss(item, "its pods are not written here",
    "a network policy for pods labelled app.kubernetes.io/name with its name",
    { class = "by hand", kind = "NetworkPolicy" })
  world.out:loss(item, "operators, backups and monitoring, which reach its pods, too",
    "no admission: add them to spec.ingress of its NetworkPolicy", { class = "by hand", kind = "NetworkPolicy" })
  local into = ingress(world, item, world.graph:to(item))
  into[#into + 1] = among_themselves(world, item)
  return policy(world, item, { policyTypes = { "Ingress" }, ingress = into })
end

return network
