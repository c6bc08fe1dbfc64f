--- What a service runs on, where that is no container.

local runtimes = {}

--- Operating systems of mainframes and midrange computers, as `technologies.runtime` names them.
local APART = {
  ["z/os"] = true, zos = true, ["z/vse"] = true, ["z/tpf"] = true, mvs = true, mainframe = true, bs2000 = true,
  ["os/400"] = true, ["ibm i"] = true,
}

--- Whether a service can run in pods.
---@param service frozen.service
---@return boolean
function runtimes.is_container(service)
  local technologies = service.technologies
  local runtime = technologies and technologies.runtime
  return not (runtime and APART[runtime:lower()])
end

return runtimes
