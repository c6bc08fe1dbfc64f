--- gateway-api: Gateways that no service realises, and their routes. One file for each.

local graph = require "export.common.graph"
local issuers = require "export.common.issuers"
local kubernetes = require "export.common.kubernetes"
local limits = require "export.istio.limits"
local lists = require "export.common.lists"
local names = require "export.common.names"
local rollouts = require "export.common.rollouts"
local routes = require "export.gateway_api.routes"
local teller = require "export.common.teller"

---@class export.gateway_api.world
---@field model frozen.model
---@field out export.out
---@field k export.kubernetes
---@field graph export.graph
---@field teller export.teller
---@field rollouts export.rollouts
---@field own_name fun(text: string): string a name that no gateway has

-- ---- the class ----

local CLASSES = { istio = "istio", consul = "consul" }
local USUAL_CLASS = "istio"

local function class_of(world, gateway)
  if world.out.options.class ~= "" then return world.out.options.class end
  for _, mesh in ipairs(world.model.meshes) do
    if CLASSES[mesh.type] then return CLASSES[mesh.type] end
  end
  world.teller:tell(gateway, "which product is to run it", "the class istio; --set class=NAME tells another one",
    "unsaid")
  return USUAL_CLASS
end

-- ---- listeners ----

local function is_mutual(gateway)
  local tls, all = gateway.tls, gateway.authentication
  return tls ~= nil and tls.mode ~= "passthrough" and (tls.mode == "mutual" or all ~= nil and all.type == "mtls")
end

local function certificate(world, gateway)
  local own = gateway.tls.certificate
  local name = own and names.subdomain(own) or world.k:label(gateway) .. "-cert"
  world.teller:tell(gateway, "the Secret that holds its certificate and key", "its name only",
    { class = "by hand", value = name })
  return name
end

local function encryption(world, gateway)
  if gateway.tls.mode == "passthrough" then return { mode = "Passthrough" } end
  return { mode = "Terminate", certificateRefs = { { name = certificate(world, gateway) } } }
end

--- A listener has one host, so each has its own; none is any.
local function hosts_of(gateway)
  local hosts = {}
  for _, host in ipairs(gateway.tls and gateway.tls.hosts or {}) do
    if host == "*" then return { false } end
    hosts[#hosts + 1] = host
  end
  return #hosts > 0 and hosts or { false }
end

local function listener(world, gateway, place, host)
  local suffix = place > 1 and "-" .. place or ""
  if not gateway.tls then
    world.teller:tell(gateway, "its port, and whether clients speak TLS", "port 80, without TLS", "unsaid")
    return { name = "http" .. suffix, hostname = host, port = 80, protocol = "HTTP" }
  end
  world.teller:tell(gateway, "its port", "port 443", "unsaid")
  local protocol = gateway.tls.mode == "passthrough" and "TLS" or "HTTPS"
  return {
    name = protocol:lower() .. suffix, hostname = host, port = 443, protocol = protocol,
    tls = encryption(world, gateway),
  }
end

local function listeners_of(world, gateway)
  local list = {}
  for place, host in ipairs(hosts_of(gateway)) do list[place] = listener(world, gateway, place, host or nil) end
  return list
end

--- Whose certificates count, the model does not say.
local function clients(world, gateway)
  if not is_mutual(gateway) then return nil end
  local name = certificate(world, gateway) .. "-ca"
  world.teller:tell(gateway, "the ConfigMap with ca.crt, of whose clients count",
    "its name; in Gateway API 1.4 the field is one of the experimental channel, from 1.5 on it is standard",
    { class = "by hand", value = name })
  local reference = { group = "", kind = "ConfigMap", name = name }
  return { frontend = { default = { validation = { caCertificateRefs = { reference } } } } }
end

--- Istio makes pods of its own for the gateway, under an account NAME-istio: policies know that of the gateway's name.
local ACCOUNT = "gateway.istio.io/service-account"

local function metadata_of(world, gateway, class)
  local metadata = world.k:metadata(gateway)
  if class ~= "istio" then
    world.teller:tell(gateway, "the account and the labels of its pods, by which policies know it",
      "nothing: policies are for an account of its name and pods labelled app.kubernetes.io/name with it",
      { class = "by hand", kind = "Gateway" })
    return metadata
  end
  metadata.annotations = metadata.annotations or {}
  metadata.annotations[ACCOUNT] = world.k:label(gateway)
  return metadata
end

local function door(world, gateway)
  local class = class_of(world, gateway)
  world.teller:tell(gateway, "that istio writes a Gateway and a VirtualService for the same requests",
    "another way to say them: apply these, or those two of istio's file, and its policies in any case",
    { class = "by hand", kind = "Gateway" })
  return {
    apiVersion = "gateway.networking.k8s.io/v1", kind = "Gateway", metadata = metadata_of(world, gateway, class),
    spec = {
      gatewayClassName = class, listeners = listeners_of(world, gateway),
      tls = clients(world, gateway),
    },
  }
end

-- ---- what is left to others ----

-- For the same pods.
local BY_ISTIO = { target = "istio" }

local function tell_token(world, item)
  world.teller:tell(item, "a token that clients have to show", "nothing here", BY_ISTIO)
end

--- What clients have to show, on its routes or on all; certificates that the door asks for are said.
local function tell_asked(world, gateway)
  local all = gateway.authentication
  if all and issuers.TOKENS[all.type] then tell_token(world, all) end
  for _, route in ipairs(gateway.routes) do
    local asked = route.auth and issuers.asked(gateway, route)
    if asked == "api-key" or asked == "mtls" and not is_mutual(gateway) then
      world.teller:tell(route, "a key or certificate that clients have to show on a route",
        "nothing, nor in any other target: who answers has to ask for it", "by hand")
    elseif issuers.TOKENS[asked] then
      tell_token(world, route)
    end
  end
end

local function tell_limit(world, item)
  local limit = item.rate_limiting
  if not limit then return end
  if limits.is_kept(limit) then
    world.teller:tell(item, "a rate limit", "nothing here", BY_ISTIO)
  else
    world.teller:tell(item, "a rate limit",
      "nothing, nor in any other target: it counts clients apart, which a rate limit service has to do", "by hand")
  end
end

local function tell_rest(world, gateway)
  tell_asked(world, gateway)
  tell_limit(world, gateway)
  for _, route in ipairs(gateway.routes) do tell_limit(world, route) end
end

local function export_gateway(world, gateway)
  if gateway.service then
    world.teller:tell(gateway, "a gateway that a service realises", "nothing: the service knows its routes")
    return
  end
  tell_rest(world, gateway)
  local is_through = gateway.tls and gateway.tls.mode == "passthrough"
  local documents = (is_through and routes.through or routes.of)(world, gateway)
  table.insert(documents, 1, door(world, gateway))
  world.out:file(world.k:label(gateway))(documents)
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local k = kubernetes.of(model, out)
  local world = {
    model = model, out = out, k = k, graph = graph.of(model), teller = teller.of(out), own_name = k.names:beside(),
  }
  world.rollouts = rollouts.of(model, k, world.graph, out)
  for _, gateway in ipairs(model.gateways) do export_gateway(world, gateway) end
end

local order = lists.joined(kubernetes.order, {
  "hostname", "port", "protocol", "gatewayClassName", "listeners", "parentRefs", "hostnames", "type", "matches",
  "filters",
})

---@type export.exporter
return {
  name = "gateway-api",
  summary = "Gateways, HTTPRoutes and GRPCRoutes of the Kubernetes Gateway API",
  order = order,
  options = {
    kubernetes.namespace_option, rollouts.option,
    { name = "class", default = "", summary = "class of the gateways; left out: that of the mesh" },
  },
  export = export,
}
