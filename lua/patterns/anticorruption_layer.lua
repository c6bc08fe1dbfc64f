--- Anticorruption layer: one service at the border that speaks a foreign model outside and your own inside.
---
--- Use it towards a context whose model would bend yours: an old system, a bought one, one that changes without
--- asking.
--- Not towards a partner with whom you can agree on a language, nor when you use so little of the foreign model
--- that conforming to it is cheaper.

local arguments = require "patterns.arguments"

---@class patterns.AnticorruptionLayer: lunette.service.fields
---@field context string|lunette.context the context it protects
---@field upstream string|lunette.context the context it translates from
---@field translates table<string, string> foreign term → your own

--- A service that alone reaches the upstream context, and the relationship that says so.
---@param name string
---@param fields patterns.AnticorruptionLayer
---@return lunette.service
---@return lunette.relationship
local function anticorruption_layer(name, fields)
  local own, rest = arguments.take("anticorruption_layer", fields, {
    context = "name", upstream = "name", translates = "table", exposes = "any?",
  })
  rest.context = own.context
  for foreign, term in pairs(own.translates) do
    rest.responsibilities = arguments.with(rest.responsibilities, ("Translates %s into %s"):format(foreign, term))
  end
  rest.tags = arguments.with(rest.tags, "anticorruption-layer")
  local border = relationship {
    upstream = own.upstream, downstream = own.context, pattern = "upstream-downstream",
    downstream_roles = { "anticorruption-layer" }, exposes = own.exposes,
  }
  return service(arguments.needs_name("anticorruption_layer", name), rest), border
end

return anticorruption_layer
