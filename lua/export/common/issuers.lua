--- Who issues the tokens that gateways check: services of the model, whose keys have to be fetched from them.

local graph = require "export.common.graph"
local once = require "export.common.once"

local issuers = {}

issuers.TOKENS = { jwt = true, oauth2 = true }

--- What a route asks its clients for: its own word, or else its gateway's. A route that is public asks for nothing
--- unless it says so itself.
---@param gateway frozen.gateway
---@param route frozen.route
---@return string "none", "jwt", "oauth2", "api-key" or "mtls"
function issuers.asked(gateway, route)
  local all = gateway.authentication
  if route.auth then return route.auth end
  if not all or route.public then return "none" end
  return all.type or (all.issuer or all.audience) and "oauth2" or "none"
end

local function asks_for_tokens(gateway)
  for _, route in ipairs(gateway.routes) do
    if issuers.TOKENS[issuers.asked(gateway, route)] then return true end
  end
  return false
end

-- Where most issuers have them, if none of its endpoints says so (RFC 8414, RFC 7517).
local USUAL_PATH = "/.well-known/jwks.json"

--- Where a service has the keys of its tokens.
---@param service frozen.service
---@return string path
---@return boolean is_said the model has such an endpoint
function issuers.path(service)
  for _, endpoint in ipairs(service.endpoints) do
    if endpoint.kind == "GET" and endpoint.name:lower():find("jwks", 1, true) then return endpoint.name, true end
  end
  return USUAL_PATH, false
end

local fetched_from = once(function(model)
  local services = {}
  for _, gateway in ipairs(model.gateways) do
    local issuer = not gateway.service and gateway.authentication and gateway.authentication.issuer
    local service = issuer and graph.answering(model:find("service", issuer))
    if service and asks_for_tokens(gateway) then services[service] = true end
  end
  return services
end)

--- Whether a mesh's control plane fetches keys from a service: a gateway that no service realises checks its tokens.
---@param model frozen.model
---@param service frozen.service
---@return boolean
function issuers.is_one(model, service)
  return fetched_from(model)[service] == true
end

return issuers
