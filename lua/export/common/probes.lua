--- Health checks of services, for targets that ask them.

local probes = {}

local PREFERENCE = { "readiness", "liveness", "startup" }

--- The check that tells best whether a service answers: readiness before the others.
---@param item frozen.item
---@return frozen.probe?
function probes.main(item)
  for _, kind in ipairs(PREFERENCE) do
    for _, probe in ipairs(item.kind == "service" and item.health or {}) do
      if probe.kind == kind then return probe end
    end
  end
  return nil
end

---@param probe frozen.probe
---@return string
function probes.path(probe)
  return (probe.name:gsub("^([^/])", "/%1"))
end

return probes
