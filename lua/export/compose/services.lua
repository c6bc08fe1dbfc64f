--- The container of a service: what it is made from, whom it finds where, and when it counts as healthy.

local graph = require "export.common.graph"
local names = require "export.common.names"
local pods = require "export.kubernetes.pods"
local probes = require "export.common.probes"
local units = require "export.common.units"

--- Compose reads $ as the beginning of a variable.
local function plain(text)
  return text and (text:gsub("%$", "$$"))
end

-- ---- what it is made from ----

--- What cannot be built is not started with the rest: it has a profile of its own.
local UNBUILT = { "unbuilt" }

---@return string? image
---@return string? build
---@return string[]? profiles
local function image_of(world, service)
  if service.image then return plain(service.image) end
  local label, folder = world.names:label(service), world.out.options.build
  if world.has_skeleton(service) then
    world.out:loss(service, "the model gives no image", "a build of its folder below " .. folder,
      { target = "scaffold" })
    return nil, plain(("%s/%s"):format(folder, label))
  end
  local placeholder = label .. ":latest"
  world.out:loss(service, "its image: the model gives neither one nor a language that scaffold has a skeleton for",
    "one of its name, in the profile unbuilt", { class = "by hand", value = placeholder })
  return placeholder, nil, UNBUILT
end

local function ports_of(world, service)
  local ports = world.graph:ports(service)
  return #ports > 0 and ports or { pods.USUAL_PORT }
end

--- Any free port of the machine: `docker compose port` tells which.
local function published(ports)
  local list = {}
  for _, port in ipairs(ports) do list[#list + 1] = { target = port, host_ip = "127.0.0.1" } end
  return list
end

-- ---- whom it finds where ----

local SCHEMES = { http = "http://", grpc = "", tcp = "" }

--- Of a service that speaks several protocols nobody tells on which port it speaks which.
local function address_of_service(world, service)
  local protocol, is_mixed = world.graph:protocol(service)
  local scheme = is_mixed and "" or SCHEMES[protocol]
  return ("%s%s:%d"):format(scheme, world.names:label(service), ports_of(world, service)[1])
end

local function address_of(world, item)
  if item.kind == "service" then return address_of_service(world, item) end
  local image = world.images[item]
  return image and ("%s%s:%d%s"):format(image.scheme or "", world.names:label(item), image.port, image.path or "")
end

local function variable_form(text)
  return (names.identifier(text):upper())
end

--- What it asks for itself: there is no mesh here that sends its requests elsewhere.
local function callees_of(world, service)
  local edges = {}
  for _, edge in ipairs(world.graph:from(service)) do
    if edge.kind ~= "steer" then edges[#edges + 1] = edge end
  end
  return graph.ends(edges, "to")
end

--- ORDER_SERVICE_URL of order-service, for everything that it calls or keeps its data in.
local function environment_of(world, service)
  local environment, variable = {}, names.mapper(variable_form)
  for _, callee in ipairs(callees_of(world, service)) do
    local address = callee.kind ~= "external" and callee.kind ~= "gateway" and address_of(world, callee)
    if address then environment[variable(world.names:label(callee) .. "-url")] = address end
  end
  return next(environment) and environment or nil
end

--- Stores and brokers are waited for. Services are not: they may call each other in circles.
local function dependencies_of(world, service)
  local conditions = {}
  for _, item in ipairs(callees_of(world, service)) do
    local image = world.images[item]
    if image then
      conditions[world.names:label(item)] = { condition = image.ready and "service_healthy" or "service_started" }
    end
  end
  return next(conditions) and conditions or nil
end

-- ---- health ----

--- What an image holds is not known: one of both is in most.
local function command_of(url)
  return ("wget -q -O /dev/null %s || curl -fsS -o /dev/null %s"):format(url, url)
end

local function quoted(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

local function report_probes(world, service, used)
  for _, probe in ipairs(service.health) do
    if probe ~= used then world.out:loss(probe, "a second check of a container", "the readiness check only") end
  end
  if used then
    world.out:loss(used, "a check from outside of the container", "one in it, which wants wget or curl in the image")
  end
end

local function health_of(world, service, port)
  local probe, protocol, is_mixed = probes.main(service), world.graph:protocol(service)
  if probe and protocol ~= "http" and not is_mixed then
    world.out:loss(probe, "a check of what speaks no HTTP, for which images hold no program", "no check")
    return nil
  end
  report_probes(world, service, probe)
  if not probe then return nil end
  local url = quoted(("http://localhost:%d%s"):format(port, probes.path(probe)))
  return {
    test = { "CMD-SHELL", plain(command_of(url)) },
    interval = units.go(probe.interval_ms), timeout = units.go(probe.timeout_ms),
    retries = probe.failure_threshold and math.max(probe.failure_threshold, 1),
  }
end

-- ---- the container ----

local function report(world, service)
  pods.report_port(world, service)
  local scaling = service.scaling
  if scaling and (scaling.max or scaling.min or 1) > 1 then
    world.out:loss(scaling, "how many replicas there are", "one of each")
  end
  local _, is_mixed = world.graph:protocol(service)
  if is_mixed and #ports_of(world, service) > 1 then
    world.out:loss(service, "which of its ports speaks which protocol",
      "the first one in its callers' environment, which those that speak the other one have to replace")
  end
  if service.tracing then world.out:loss(service.tracing, "where spans are sent", "no tracing") end
end

---@param world export.compose.world
---@param service frozen.service
---@return table
return function(world, service)
  local ports = ports_of(world, service)
  local image, build, profiles = image_of(world, service)
  report(world, service)
  return {
    image = image, build = build, profiles = profiles,
    environment = environment_of(world, service),
    ports = published(ports),
    depends_on = dependencies_of(world, service),
    healthcheck = health_of(world, service, ports[1]),
  }
end
