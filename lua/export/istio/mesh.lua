--- What holds for a whole mesh, or for each of its services: mutual TLS, spans, metrics, access logs.

local issuers = require "export.common.issuers"
local units = require "export.common.units"

local mesh_parts = {}

-- ---- who it is for ----

--- A mesh of all services is one object for the namespace; one that lists them has an object for each.
local function for_members(world, mesh, name, make)
  if #mesh.services == 0 then return { make(world.k:metadata(mesh, name), nil) } end
  local documents = {}
  for _, service in ipairs(mesh.services) do
    documents[#documents + 1] = make(world.k:metadata(service), { matchLabels = world.k:selector(service) }, service)
  end
  return documents
end

local MODES = { strict = "STRICT", permissive = "PERMISSIVE", disabled = "DISABLE" }

--- Where keys of tokens are fetched, requests without an identity have to arrive; policies tell which.
local function plain_port(world, service, mode)
  if mode ~= "STRICT" or not service or not issuers.is_one(world.model, service) then return nil end
  return { [tostring(world:port(service))] = { mode = "PERMISSIVE" } }
end

local function peer(world, metadata, selector, mode, service)
  return world:object("security", "PeerAuthentication", metadata, {
    selector = selector, mtls = { mode = mode }, portLevelMtls = plain_port(world, service, mode),
  })
end

--- Issuers in a mesh of all have an object of their own.
local function exceptions(world, mesh, mode)
  local documents = {}
  for _, service in ipairs(#mesh.services == 0 and world.model.services or {}) do
    if plain_port(world, service, mode) then
      if mesh.security.authorization == false then
        world:tell(service, "that only keys are asked for without mutual TLS, where authorization is off",
          "a port that takes any request of anybody in the cluster")
      end
      local selector = { matchLabels = world.k:selector(service) }
      documents[#documents + 1] = peer(world, world.k:metadata(service), selector, mode, service)
    end
  end
  return documents
end

local function peers(world, mesh, name)
  local mode = mesh.security and MODES[mesh.security.mtls]
  if not mode then return {} end
  local documents = for_members(world, mesh, name, function(metadata, selector, service)
    return peer(world, metadata, selector, mode, service)
  end)
  for _, exception in ipairs(exceptions(world, mesh, mode)) do documents[#documents + 1] = exception end
  return documents
end

-- ---- telemetry ----

local function metrics_of(is_on)
  if is_on == nil then return nil end
  return { {
    providers = { { name = "prometheus" } },
    overrides = not is_on and { { match = { metric = "ALL_METRICS" }, disabled = true } } or nil,
  } }
end

local function logging_of(is_on)
  if is_on == nil then return nil end
  return { is_on and { providers = { { name = "envoy" } } } or { disabled = true } }
end

local function sampling(world, tracing)
  if tracing and tracing.tracer then
    world:tell(tracing, "the tracer of a mesh, an extension provider of its configuration",
      "its name as that of the provider", { class = "by hand", kind = "Telemetry" })
  end
  return {
    providers = tracing and tracing.tracer and { { name = tracing.tracer } } or nil,
    randomSamplingPercentage = tracing and units.percent(tracing.sample_rate),
  }
end

local function tracing_of(world, is_on, tracing)
  if is_on == false then return { { disableSpanReporting = true } } end
  if not is_on and not tracing then return nil end
  local own = sampling(world, tracing)
  if next(own) == nil then own.disableSpanReporting = false end
  return { own }
end

--- The tracing that all services share; nil: they differ, or none has one.
local function common_tracing(world)
  local first = world.model.services[1]
  first = first and first.tracing
  for _, service in ipairs(world.model.services) do
    local own = service.tracing
    if not own or not first or own.tracer ~= first.tracer or own.sample_rate ~= first.sample_rate then return nil end
  end
  return first
end

--- A service's own object replaces what the mesh's says of spans; of the rest it says the same.
local function telemetry(world, metadata, selector, observability, tracing)
  local spec = {
    tracing = tracing_of(world, observability.tracing, tracing), metrics = metrics_of(observability.metrics),
    accessLogging = logging_of(observability.logging),
  }
  if next(spec) == nil then return nil end
  spec.selector = selector
  return world:object("telemetry", "Telemetry", metadata, spec)
end

--- Nothing said: what is left out is left as it is.
local UNSAID = {}

--- What holds for a whole mesh: of all its services, or of each that it lists.
---@param world export.istio.world
---@param mesh frozen.mesh
---@param name string
---@return table[]
function mesh_parts.of(world, mesh, name)
  local documents = peers(world, mesh, name)
  if #mesh.services > 0 then return documents end
  local metadata, observability = world.k:metadata(mesh, name), mesh.observability or UNSAID
  documents[#documents + 1] = telemetry(world, metadata, nil, observability, common_tracing(world))
  return documents
end

local function of_listed(world, service, mesh)
  local selector = { matchLabels = world.k:selector(service) }
  return telemetry(world, world.k:metadata(service), selector, mesh.observability or UNSAID, service.tracing)
end

--- What services of a mesh share, stands in the mesh's own object.
local function of_single(world, service, mesh)
  local is_off = mesh and mesh.observability and mesh.observability.tracing == false
  if not service.tracing or is_off or mesh and common_tracing(world) then return nil end
  local selector = { matchLabels = world.k:selector(service) }
  return telemetry(world, world.k:metadata(service), selector, UNSAID, service.tracing)
end

---@param world export.istio.world
---@param service frozen.service
---@return table? nil: its mesh says all of it
function mesh_parts.telemetry_of(world, service)
  if not world:is_member(service) then return nil end
  local mesh = world:mesh_of(service)
  if mesh and #mesh.services > 0 then return of_listed(world, service, mesh) end
  return of_single(world, service, mesh)
end

return mesh_parts
