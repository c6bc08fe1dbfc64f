--- Traffic rules: which requests to a service go where, by which shares.

local destinations = require "export.common.destinations"
local graph = require "export.common.graph"
local names = require "export.common.names"

local steering = {}

-- ---- subsets ----

--- The subsets of a service as Istio names them: a DNS label each.
---@param world export.istio.world
---@param service frozen.item
---@return { name: string, labels: table<string, string> }[]
---@return table<string, string> name in the model → name here
function steering.subsets(world, service)
  local subsets, name_of, renamed = {}, names.mapper(names.label), {}
  for _, subset in ipairs(world.graph:subsets(service)) do
    local labels = {}
    for key, value in pairs(subset.labels) do labels[key] = names.label_value(value) end
    renamed[subset.name] = name_of(subset.name)
    subsets[#subsets + 1] = { name = renamed[subset.name], labels = labels }
  end
  for _, name in ipairs(world.open_subsets[service] or {}) do
    if not renamed[name] then
      renamed[name] = name_of(name)
      subsets[#subsets + 1] = { name = renamed[name], labels = { version = names.label_value(name) } }
    end
  end
  return subsets, renamed
end

local function note_subset(world, destination)
  local service, name = destination.to, destination.subset
  if not service or not name then return end
  for _, subset in ipairs(world.graph:subsets(service)) do
    if subset.name == name then return end
  end
  world:tell(destination, "which pods a subset has that nobody declares", "those labelled version with its name",
    "unsaid")
  world.open_subsets[service] = world.open_subsets[service] or {}
  table.insert(world.open_subsets[service], name)
end

--- Collects the subsets that destinations name and no traffic rule declares.
---@param world export.istio.world
function steering.collect(world)
  for _, traffic in ipairs(world.model.traffic) do
    for _, destination in ipairs(traffic.routes) do note_subset(world, destination) end
  end
  for _, gateway in ipairs(world.model.gateways) do
    for _, route in ipairs(gateway.routes) do
      for _, destination in ipairs(route.split) do note_subset(world, destination) end
    end
  end
end

-- ---- rules ----

--- Whether the rules are for requests that come in by the gateway (nil: from within the mesh).
local function concerns(traffic, gateway)
  return traffic.gateway == nil or traffic.gateway == gateway or (gateway == nil and traffic.gateway.service ~= nil)
end

--- Rules for what a service lets in by its gateway are for its pods.
local function add_caller(world, group, traffic)
  local caller = traffic.gateway and traffic.gateway.service
  if caller then group.condition.labels = world.k:selector(caller) end
  return group
end

local function to_itself(service, fault)
  return { condition = {}, destinations = { { to = service } }, fault = fault }
end

--- What the model's traffic rules do with requests to a service; without any, they go to it.
---@param world export.istio.world
---@param service frozen.item
---@param gateway? frozen.gateway
---@return export.destinations.group[]
---@return boolean is_steered
function steering.of(world, service, gateway)
  local groups, ends = {}, false
  for _, traffic in ipairs(world.graph:traffic(service)) do
    if concerns(traffic, gateway) then
      local own = destinations.groups(world, traffic.routes, traffic.fault)
      if #own == 0 and traffic.fault then own = { to_itself(service, traffic.fault) } end
      for _, group in ipairs(own) do groups[#groups + 1] = gateway and group or add_caller(world, group, traffic) end
    end
  end
  for _, group in ipairs(groups) do ends = ends or next(group.condition) == nil end
  if not ends then groups[#groups + 1] = to_itself(service) end
  return groups, #groups > 1 or ends
end

--- Traffic rules for what comes in by a gateway that has no route to their host: they are the route.
---@param world export.istio.world
---@param gateway frozen.gateway
---@return frozen.traffic[]
function steering.entries(world, gateway)
  local list = {}
  for _, traffic in ipairs(world.model.traffic) do
    if traffic.gateway == gateway and graph.is_entry(traffic) then list[#list + 1] = traffic end
  end
  return list
end

return steering
