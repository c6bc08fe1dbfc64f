--- Meshes: who is in them, and which of Istio's APIs they have.

local once = require "export.common.once"

local meshes = {}

local members_of = once(function(mesh)
  local members = {}
  for _, service in ipairs(mesh.services) do members[service] = true end
  return members
end)

--- Whether a service is in a mesh; one that lists nobody is of all.
---@param mesh frozen.mesh
---@param service frozen.item
---@return boolean
function meshes.holds(mesh, service)
  return #mesh.services_names == 0 or members_of(mesh)[service] == true
end

--- The first of these meshes that a service is in.
---@param list frozen.mesh[]
---@param service frozen.item
---@return frozen.mesh?
function meshes.of(list, service)
  for _, mesh in ipairs(list) do
    if meshes.holds(mesh, service) then return mesh end
  end
  return nil
end

---@param mesh frozen.mesh
---@return boolean
function meshes.is_istio(mesh)
  return mesh.type == nil or mesh.type == "istio"
end

--- Istio 1.`minor`; nil: the model does not say, or it is none.
---@param mesh frozen.mesh
---@return integer?
function meshes.minor(mesh)
  local text = meshes.is_istio(mesh) and mesh.version and mesh.version:match("^v?1%.(%d+)")
  return text and math.tointeger(tonumber(text)) or nil
end

--- Whether a version is that one or newer; one that is not known is the newest.
---@param minor integer?
---@param wanted integer
---@return boolean
function meshes.at_least(minor, wanted)
  return minor == nil or minor >= wanted
end

-- From 1.22 on, and before (Istio 1.22 release notes).
local V1_SINCE = 22
local APIS = {
  networking = { "networking.istio.io/v1", "networking.istio.io/v1beta1" },
  security = { "security.istio.io/v1", "security.istio.io/v1beta1" },
  telemetry = { "telemetry.istio.io/v1", "telemetry.istio.io/v1alpha1" },
}

---@param group "networking"|"security"|"telemetry"
---@param minor integer?
---@return string
function meshes.api(group, minor)
  return APIS[group][meshes.at_least(minor, V1_SINCE) and 1 or 2]
end

return meshes
