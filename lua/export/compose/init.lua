--- compose: services, stores and brokers of the model on a developer's machine, one container each.

local graph = require "export.common.graph"
local images = require "export.compose.images"
local messages = require "export.common.messages"
local names = require "export.common.names"
local service_of = require "export.compose.services"
local stacks = require "export.scaffold.stacks"

--- Where `lunette export all` puts what the target scaffold writes.
local USUAL_FOLDER = "../scaffold"

---@class export.compose.world
---@field model frozen.model
---@field out export.out
---@field graph export.graph
---@field names export.names
---@field images table<frozen.item, export.compose.image> of the stores and brokers that have one
---@field has_skeleton fun(service: frozen.service): boolean whether there is something to build

-- ---- stores and brokers ----

local function technology_of(item)
  local text = item.kind == "broker" and messages.technology(item) or item.technology or ""
  return (text:lower():gsub("[^a-z0-9]", ""))
end

-- Shorter names are found in words that mean something else.
local SHORTEST = 4

--- The image of this very technology, else of the longest name that is part of it: "PostgreSQL 15".
local function image_for(technology)
  if images[technology] then return images[technology], true end
  local found = ""
  for name in pairs(images) do
    if #name >= SHORTEST and #name > #found and technology:find(name, 1, true) then found = name end
  end
  return images[found], false
end

local function health_of(image)
  return image.ready and { test = image.ready, interval = "10s", timeout = "10s", retries = 12 } or nil
end

local function environment_of(image, label)
  local environment = {}
  for key, value in pairs(image.environment or {}) do environment[key] = value:format(label) end
  return next(environment) and environment or nil
end

--- The name of the container is that of its host, too: brokers keep their data under it.
local function container_of(image, label)
  return {
    image = image.image, command = image.command, hostname = label,
    environment = environment_of(image, label),
    ports = not image.is_inner and { { target = image.port, host_ip = "127.0.0.1" } } or nil,
    volumes = image.data and { ("%s:%s"):format(label, image.data) } or nil,
    healthcheck = health_of(image),
  }
end

local function find_images(world)
  for _, list in ipairs { "datastores", "brokers" } do
    for _, item in ipairs(world.model[list]) do
      local image, is_exact = image_for(technology_of(item))
      world.images[item] = image
      if not image then
        world.out:loss(item, "a technology that this target knows no image for", "no container", "by hand")
      elseif not is_exact then
        world.out:loss(item, "a version or make of its technology", "the image " .. image.image)
      end
    end
  end
end

-- ---- what stays out ----

local function report(world)
  if #world.model.services > 0 then
    world.out:loss(world.model, "at which ports of this machine services are reached",
      "any that are free: `docker compose port SERVICE PORT` tells", "unsaid")
  end
  for _, external in ipairs(world.model.externals) do
    world.out:loss(external, "an external system", "no container: calls to it fail")
  end
  for _, gateway in ipairs(world.model.gateways) do
    if not gateway.service then
      world.out:loss(gateway, "a gateway that no service of the model realises",
        "no container")
    end
  end
  for _, topic in ipairs(world.model.topics) do
    world.out:loss(topic, "how a topic is set up", "what the broker or its clients make when it is first used")
  end
end

local SILENT = { loss = function() end }

--- Below the usual folder lies what scaffold writes; below another one, whatever the user has there.
local function has_skeleton(out, service)
  return out.options.build ~= USUAL_FOLDER or stacks.of(service, SILENT) ~= nil
end

-- ---- the file ----

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = {
    model = model, out = out, graph = graph.of(model), names = names.of(model, out), images = {},
    has_skeleton = function(service) return has_skeleton(out, service) end,
  }
  find_images(world)
  local containers, volumes, order = {}, {}, {}
  local function add(item, container)
    local label = world.names:label(item)
    containers[label], order[#order + 1] = container, label
    local image = world.images[item]
    if image and image.data then volumes[label] = out.map() end
  end
  for _, service in ipairs(model.services) do add(service, service_of(world, service)) end
  for _, list in ipairs { "datastores", "brokers" } do
    for _, item in ipairs(model[list]) do
      local image = world.images[item]
      if image then add(item, container_of(image, world.names:label(item))) end
    end
  end
  report(world)
  if #order == 0 then return end
  out:document("compose", {
    name = model.architecture and names.label(model.architecture.name) or nil,
    services = out.ordered(order, containers),
    volumes = next(volumes) and volumes or nil,
  })
end

---@type export.exporter
return {
  name = "compose",
  summary = "Services, stores and brokers as containers on one machine",
  order = {
    "name", "services", "profiles", "image", "build", "command", "hostname", "environment", "ports", "volumes",
    "depends_on", "healthcheck", "test",
  },
  options = {
    { name = "build", default = USUAL_FOLDER, summary = "folder with a folder for each service that has no image" },
  },
  export = export,
}
