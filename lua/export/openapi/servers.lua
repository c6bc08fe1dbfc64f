--- Where operations are reached: inside at the service's own address, outside through gateways.

local lists = require "export.common.lists"
local once = require "export.common.once"
local paths = require "export.common.paths"

local servers = {}

--- The address of a service inside of the platform, as the target kubernetes makes it; nil without a port.
---@param world export.openapi.world
---@param service frozen.service
---@return table?
function servers.inside(world, service)
  local ports = world.graph:ports(service)
  if #ports == 0 then return nil end
  if #ports > 1 then world.out:loss(service, "which of its ports speaks HTTP", "the first one", "unsaid") end
  return { url = ("http://%s:%d"):format(world.names:label(service), ports[1]), description = "Inside" }
end

local function is_host(host)
  return host:match("^[%w.-]+$") ~= nil
end

local function admits(route, method)
  for _, wanted in ipairs(route.methods) do
    if wanted:upper() == method then return true end
  end
  return #route.methods == 0
end

--- The routes of all gateways by the service they lead to.
local routes_by_service = once(function(model)
  local by_service = {}
  for _, gateway in ipairs(model.gateways) do
    for _, route in ipairs(gateway.routes) do lists.put(by_service, route.service or false, route) end
  end
  return by_service
end)

local function leads(route, endpoint)
  return admits(route, endpoint.kind) and paths.behind(endpoint.name, paths.of_route(route)) ~= nil
end

--- What clients put before the path that the service knows; nil where that is no plain text.
local function prefix_of(route)
  local prefix = route.strip_prefix and paths.behind(route.name, route.strip_prefix) and route.strip_prefix or ""
  prefix = prefix:gsub("^/*", "/"):gsub("/+$", "")
  return prefix:match("^[%w/._~-]*$")
end

local function add_hosts(list, seen, route)
  local gateway, prefix = route.owner, prefix_of(route)
  for _, host in ipairs(prefix and gateway.tls and gateway.tls.hosts or {}) do
    local url = ("https://%s%s"):format(host, prefix)
    if is_host(host) and not seen[url] then
      list[#list + 1] = { url = url, description = "Through " .. gateway.name }
      seen[url] = true
    end
  end
end

--- The servers of one operation; nil where those of the whole service hold.
---@param world export.openapi.world
---@param endpoint frozen.item
---@param inside table?
---@return table[]?
function servers.of(world, endpoint, inside)
  local list, seen = {}, {}
  for _, route in ipairs(routes_by_service(world.model)[endpoint.owner] or {}) do
    if leads(route, endpoint) then add_hosts(list, seen, route) end
  end
  if #list == 0 then return nil end
  list[#list + 1] = inside
  return list
end

return servers
