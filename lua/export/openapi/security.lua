--- What callers have to show.

local security = {}

local SCHEMES = {
  jwt = { type = "http", scheme = "bearer", bearerFormat = "JWT" },
  oauth2 = { type = "http", scheme = "bearer", description = "An access token of OAuth 2.0." },
  mtls = { type = "mutualTLS" },
  ["api-key"] = { type = "apiKey", name = "X-API-Key", ["in"] = "header" },
}

local LOSSES = {
  oauth2 = { "the flow by which clients get a token", "a bearer token" },
  ["api-key"] = { "where the API key stands", "the header X-API-Key" },
}

--- The `security` of an operation; nil where the model says nothing. Notes the scheme in `schemes`.
---@param world { out: export.out }
---@param schemes table<string, table>
---@param endpoint frozen.item
---@return table[]?
function security.of(world, schemes, endpoint)
  local auth = endpoint.auth
  if not auth then return nil end
  if auth == "none" then return world.out.list() end
  schemes[auth] = SCHEMES[auth]
  if LOSSES[auth] then world.out:loss(endpoint, LOSSES[auth][1], LOSSES[auth][2], "unsaid") end
  return { { [auth] = world.out.list() } }
end

return security
