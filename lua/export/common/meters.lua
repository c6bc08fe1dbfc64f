--- What counts and times the requests of a service, as Prometheus finds it: the proxies of Istio where they stand
--- before it, else the program itself, by what it speaks.

local kubernetes = require "export.common.kubernetes"
local graph = require "export.common.graph"
local meshes = require "export.common.meshes"
local rollouts = require "export.common.rollouts"
local teller = require "export.common.teller"

local meters = {}

--- For `options` of every target that asks Prometheus: what is set holds for all services.
meters.options = {
  { name = "requests", default = "",
    summary = "counter of requests; left out: Istio's in its mesh, else http_requests_total, "
      .. "or grpc_server_handled_total of gRPC" },
  { name = "errors", default = "", summary = "selects the failed ones; left out: server errors" },
  { name = "latency", default = "", summary = "histogram of their duration; left out: that of the counter" },
  { name = "label", default = "",
    summary = "label that holds the service's name; left out: service, outside of Istio" },
}

---@class export.meter
---@field own string matchers for the service
---@field requests string counter
---@field errors string matchers for the failed ones
---@field latency string histogram
---@field per_second number of its unit

--- Statuses of gRPC that are a server's fault, by OpenTelemetry's semantic conventions for gRPC spans.
local GRPC_NUMBERS = "2|4|12|13|14|15"
local GRPC_NAMES = "Unknown|DeadlineExceeded|Unimplemented|Internal|Unavailable|DataLoss"

--- Of Istio's proxies: one counter for both, told apart by which status there is.
local PROXY = {
  http = { errors = 'response_code=~"5.."' },
  grpc = { errors = ('grpc_response_status=~"%s"'):format(GRPC_NUMBERS) },
}
local PROXY_COUNTER, PROXY_HISTOGRAM, PROXY_UNIT = "istio_requests_total", "istio_request_duration_milliseconds", 1000

--- Of programs: the names that Prometheus' client libraries for HTTP and gRPC have in common.
local PROGRAM = {
  http = { requests = "http_requests_total", errors = 'code=~"5.."', latency = "http_request_duration_seconds" },
  grpc = {
    requests = "grpc_server_handled_total", errors = ('grpc_code=~"%s"'):format(GRPC_NAMES),
    latency = "grpc_server_handling_seconds",
  },
}

---@class export.meters
---@field model frozen.model
---@field out export.out with the options above
---@field k export.kubernetes
---@field graph export.graph
---@field rollouts export.rollouts
---@field teller export.teller
local Meters = {}
Meters.__index = Meters

---@param model frozen.model
---@param out export.out
---@return export.meters
function meters.of(model, out)
  local k, known = kubernetes.of(model, out), graph.of(model)
  return setmetatable({
    model = model, out = out, k = k, graph = known, rollouts = rollouts.of(model, k, known, out, "argo-rollouts"),
    teller = teller.of(out),
  }, Meters)
end

local REQUESTED = { sync = true, route = true, saga = true, visit = true, steer = true }

--- Whether anything can be counted: who only takes messages answers no requests.
local function answers(self, service)
  if #service.endpoints > 0 or #service.consumes == 0 then return true end
  for _, edge in ipairs(self.graph:to(service)) do
    if REQUESTED[edge.kind] then return true end
  end
  return false
end

--- A text as it stands between quotes in PromQL.
---@param text string
---@return string
function meters.quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("\n", "\\n") .. '"'
end

local function option(self, name)
  local value = self.out.options[name]
  return value ~= "" and value or nil
end

local function protocols_of(self, service)
  local protocol, is_mixed = self.graph:protocol(service)
  if is_mixed then return { "http", "grpc" } end
  return protocol ~= "tcp" and { protocol } or {}
end

-- ---- of proxies ----

--- Whether Istio's proxies stand before a service and measure.
---@param service frozen.item
---@return boolean
function Meters:is_in_istio(service)
  local mesh = service.kind == "service" and meshes.of(self.model.meshes, service)
  local is_measured = mesh and not (mesh.observability and mesh.observability.metrics == false)
  return is_measured and meshes.is_istio(mesh) and not option(self, "requests") or false
end

--- Requests to a service whose versions have names of their own count under those.
local function hosts_of(self, service)
  local label, versions = self.k.names.labels[service], self.rollouts:versions(service)
  if not versions then return ('"%s"'):format(label) end
  return ('"%s"'):format(table.concat({ label, versions.stable, versions.canary, label .. "-primary" }, "|"))
end

--- Another namespace may have a service of the same name.
local function of_namespace(self)
  local namespace = self.k:namespace()
  return namespace and (',destination_service_namespace="%s"'):format(namespace) or ""
end

--- Callers' proxies see, too, what never arrives.
local function of_proxies(self, service, host)
  local list = {}
  local of_host = host and ('="%s"'):format(host)
    or (self.rollouts:versions(service) and "=~" or "=") .. hosts_of(self, service)
  for _, protocol in ipairs(protocols_of(self, service)) do
    list[#list + 1] = {
      own = 'reporter="source",destination_service_name' .. of_host .. of_namespace(self),
      requests = PROXY_COUNTER, errors = option(self, "errors") or PROXY[protocol].errors,
      latency = option(self, "latency") or PROXY_HISTOGRAM, per_second = PROXY_UNIT,
    }
  end
  return list
end

-- ---- of programs ----

local function of_program(self, service)
  local list = {}
  local own = ("%s=%s"):format(option(self, "label") or "service", meters.quoted(service.name))
  for _, protocol in ipairs(option(self, "requests") and { "http" } or protocols_of(self, service)) do
    local usual = PROGRAM[protocol]
    list[#list + 1] = {
      own = own, requests = option(self, "requests") or usual.requests,
      errors = option(self, "errors") or usual.errors, latency = option(self, "latency") or usual.latency,
      per_second = 1,
    }
  end
  self.teller:tell(service, "the metrics of its requests, and the label with its name",
    "the usual ones of what it speaks; the options requests, errors, latency and label tell others", "unsaid")
  return list
end

--- What measures a service: one meter, or one for each protocol, of which the counts belong together. None, with a
--- loss, where no requests are to be counted.
---@param service frozen.service
---@param host? string one of its Services
---@return export.meter[]
function Meters:of(service, host)
  if not answers(self, service) then
    self.teller:tell(service, "objectives of requests where only messages are taken", "nothing asks for them")
    return {}
  end
  local list = self:is_in_istio(service) and of_proxies(self, service, host) or of_program(self, service)
  if #list == 0 then
    self.teller:tell(service, "objectives of requests that are neither HTTP nor gRPC", "nothing asks for them")
  end
  return list
end

return meters
