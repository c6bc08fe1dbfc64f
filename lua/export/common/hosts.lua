--- Where external systems are found.

local names = require "export.common.names"

local hosts = {}

local function looks_like_a_host(text)
  return text:find(".", 1, true) ~= nil and names.subdomain(text) == text
end

--- The host name of an external system: what it says itself, or a placeholder that leads nowhere.
---@param teller export.teller
---@param label string of the external system
---@param external frozen.external
---@return string
function hosts.of_external(teller, label, external)
  if external.properties.host then return external.properties.host end
  if looks_like_a_host(external.name) then return external.name end
  local placeholder = label .. ".invalid"
  teller:tell(external, "its host name, which properties.host may tell", "a name that leads nowhere",
    { class = "by hand", value = placeholder })
  return placeholder
end

return hosts
