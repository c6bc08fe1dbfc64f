--- What runs: container, ports and probes of a service.

local probes = require "export.common.probes"
local units = require "export.common.units"

local pods = {}

--- Where the model gives no port.
pods.USUAL_PORT = 8080

---@class export.port
---@field number integer
---@field name string

---@param world export.kubernetes.world
---@param service frozen.service
---@return export.port[]
function pods.ports(world, service)
  local numbers, ports = world.graph:ports(service), {}
  local protocol, is_mixed = world.graph:protocol(service)
  local prefix = is_mixed and "port" or protocol
  if #numbers == 0 then numbers = { pods.USUAL_PORT } end
  for _, number in ipairs(numbers) do
    ports[#ports + 1] = { number = number, name = prefix .. "-" .. number }
  end
  return ports
end

--- A Service's ports, which lead to those of its pods by name.
---@param world export.kubernetes.world
---@param service frozen.service
---@return table[]
function pods.service_ports(world, service)
  local ports = {}
  for place, port in ipairs(pods.ports(world, service)) do
    ports[place] = { name = port.name, port = port.number, targetPort = port.name }
  end
  return ports
end

--- Where the model gives none, the usual one is written.
---@param world { graph: export.graph, out: export.out }
---@param service frozen.service
function pods.report_port(world, service)
  if #world.graph:ports(service) == 0 then
    world.out:loss(service, "the model gives no port", ("port %d"):format(pods.USUAL_PORT), "unsaid")
  end
end

local PROBES = { liveness = "livenessProbe", readiness = "readinessProbe", startup = "startupProbe" }

local function at_least_one(number)
  return number and math.max(number, 1)
end

--- Whole seconds of a field; a rest is reported.
local function seconds_of(world, probe, key)
  local seconds, is_rounded = units.seconds(probe[key])
  if is_rounded then
    world.out:loss(probe, "parts of a second in a probe", "the next whole second")
  end
  return seconds
end

--- How a service is asked, by what it speaks. No path is asked where no HTTP is spoken.
local ASKED = {
  http = function(_, probe, port) return "httpGet", { path = probes.path(probe), port = port } end,
  grpc = function(world, probe, port)
    world.out:loss(probe, "the path of a probe where only gRPC is spoken",
      "the gRPC health check (grpc.health.v1) of the whole server, which it has to offer; Kubernetes 1.27 or newer")
    return "grpc", { port = port }
  end,
  tcp = function(world, probe, port)
    world.out:loss(probe, "the path of a probe where no HTTP is spoken", "whether a connection is accepted")
    return "tcpSocket", { port = port }
  end,
}

local function spoken(world, service)
  local protocol, is_mixed = world.graph:protocol(service)
  return is_mixed and "http" or protocol
end

local function probe_of(world, service, probe, port)
  if probe.mode == "passive" or probe.mode == "custom" then
    world.out:loss(probe, ("a %s probe"):format(probe.mode), "one that asks the service")
  end
  local way, asked = ASKED[spoken(world, service)](world, probe, port)
  return {
    [way] = asked,
    periodSeconds = seconds_of(world, probe, "interval_ms"),
    timeoutSeconds = seconds_of(world, probe, "timeout_ms"),
    failureThreshold = at_least_one(probe.failure_threshold),
  }
end

local function add_probes(world, service, container, port)
  for _, probe in ipairs(service.health) do
    local key = PROBES[probe.kind]
    if container[key] then
      world.out:loss(probe, "a second probe of the same sort", "the first one")
    else
      container[key] = probe_of(world, service, probe, port)
    end
  end
end

--- "registry:5000/shop/search:1.8" is a name and a tag; a digest counts as one. nil: no tag.
---@return string name
---@return string? tag
local function read_image(image)
  local name, tag = image:match("^(.-)[:@]([^/]+)$")
  return name or image, tag
end

--- Each version has the image of its own tag.
local function image_of_version(world, service, name, version)
  world.teller:tell(service, "the image of each version", "the one image with each version as its tag", "unsaid")
  return ("%s:%s"):format(name, version)
end

--- A loss is of one value: each version has one of its own.
local function tell_no_image(world, service, name, version)
  local instead = version and "its name with the tag " .. version or "its name with the tag latest"
  world.out:loss(service, "its image: the model gives none", instead,
    { class = "by hand", value = ("%s:%s"):format(name, version or "latest") })
end

local function image_of(world, service, version)
  local name, tag = read_image(service.image or world.k:label(service))
  if not service.image then tell_no_image(world, service, name, version) end
  if version and tag ~= version then return image_of_version(world, service, name, version) end
  if service.image and not tag then
    world.teller:tell(service, "the tag of its image: without one any version may start", "none, which means latest",
      { class = "by hand", value = service.image })
  end
  return service.image or name .. ":latest"
end

local function tell_protocols(world, service, ports)
  local _, is_mixed = world.graph:protocol(service)
  if not is_mixed or #ports < 2 then return end
  world.teller:tell(service, "which of its ports speaks which protocol",
    "names that tell none, so that a mesh looks at the first bytes; appProtocol of the Service's ports says it")
end

local function container_ports(ports)
  local list = {}
  for _, port in ipairs(ports) do list[#list + 1] = { name = port.name, containerPort = port.number } end
  return list
end

local REQUESTS = { cpu = "100m", memory = "128Mi" }

--- A utilisation is a share of what the container requests, which the model does not say.
local function resources_of(world, service)
  local scaling = service.scaling
  local metric = scaling and scaling.max and scaling.strategy ~= "vertical" and scaling.metric
  if not metric or not REQUESTS[metric] then return nil end
  world.out:loss(scaling, "the resources that a utilisation is a share of", "a request of 100m cpu or 128Mi memory",
    "unsaid")
  return { requests = { [metric] = REQUESTS[metric] } }
end

---@param world export.kubernetes.world
---@param service frozen.service
---@param version? string that traffic rules tell apart
---@return table
function pods.container(world, service, version)
  local ports = pods.ports(world, service)
  pods.report_port(world, service)
  tell_protocols(world, service, ports)
  local container = {
    name = world.k:label(service),
    image = image_of(world, service, version),
    ports = container_ports(ports),
    resources = resources_of(world, service),
  }
  add_probes(world, service, container, ports[1].number)
  return container
end

return pods
