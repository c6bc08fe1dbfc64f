--- Service mesh: a proxy beside each service encrypts, admits, measures, so that no service has to.
---
--- Use it when many services in several languages need the same encryption, telemetry and access rules.
--- Not for a handful of services in one language: a library costs less than a proxy in each pod and somebody
--- who looks after them.

local arguments = require "patterns.arguments"

---@class patterns.SidecarMesh: lunette.mesh.fields
---@field callers table<string, string[]|lunette.access.fields> service → who alone may call it; or fields of an access

--- A mesh with strict mutual TLS, authorization and telemetry, and who may call whom.
---@param name string
---@param fields patterns.SidecarMesh
---@return lunette.mesh
---@return lunette.access[] admissions
local function sidecar_mesh(name, fields)
  local own, rest = arguments.take("sidecar_mesh", fields, { callers = "table" })
  local admissions = {}
  for target, callers in pairs(own.callers) do
    local admission = type(callers) == "table" and callers.from and callers or { from = callers }
    admissions[#admissions + 1] = access(arguments.over({ to = target }, admission))
  end
  rest.observability = arguments.over({ tracing = true, metrics = true, logging = true }, rest.observability)
  rest.security = arguments.over({ mtls = "strict", authorization = true }, rest.security)
  return mesh(arguments.needs_name("sidecar_mesh", name), rest), admissions
end

return sidecar_mesh
