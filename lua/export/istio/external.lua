--- External systems as the mesh knows them: a ServiceEntry each, reached over TLS that callers begin themselves.

local destination = require "export.istio.destination"

local external = {}

local REQUESTED = { sync = true, route = true, steer = true }

--- Whether anybody in the model sends it requests.
local function is_called(world, item)
  for _, edge in ipairs(world.graph:to(item)) do
    if REQUESTED[edge.kind] then return true end
  end
  return false
end

local function entry(world, item)
  world:tell(item, "the port of an external system", "443, over TLS", "unsaid")
  return world:object("networking", "ServiceEntry", world.k:metadata(item), {
    hosts = { world:host(item) }, location = "MESH_EXTERNAL", resolution = "DNS",
    ports = { { number = world:port(item), name = "https", protocol = "HTTPS" } },
  })
end

--- What a proxy sees of an encrypted call is its connection.
local function tell_calls(world, item)
  for _, call in ipairs(world:calls_to(item)) do
    if call.timeout_in_force_ms or call.retry_in_force then
      world:tell(call, "timeout and tries of a call that is encrypted end to end", "nothing: they are the caller's")
    end
  end
end

---@param world export.istio.world
---@param item frozen.external
---@return table[]? nil: nobody calls it
function external.of(world, item)
  if not is_called(world, item) then return nil end
  tell_calls(world, item)
  local documents = { entry(world, item) }
  for _, rule in ipairs(destination.of(world, item)) do documents[#documents + 1] = rule end
  return documents
end

return external
