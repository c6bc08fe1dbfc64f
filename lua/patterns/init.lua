--- Reusable architecture patterns: functions that declare what a pattern consists of, in a model's own names.
---
---     local p = require "patterns"
---     p.resilient_call("payment-service", { endpoint = "POST /charges", timeout = "300ms", idempotent = true })
---
--- A pattern uses its own arguments and gives all others to the declaration it is about, so any field that
--- `lunette explain KIND` lists may be given, too. README.md tells which pattern is for what.

local arguments = require "patterns.arguments"

---@class patterns
local patterns = {
  api_gateway = require "patterns.api_gateway",
  backend_for_frontend = require "patterns.backend_for_frontend",
  saga = require "patterns.saga",
  transactional_outbox = require "patterns.transactional_outbox",
  cqrs = require "patterns.cqrs",
  event_sourced = require "patterns.event_sourced",
  strangler = require "patterns.strangler",
  anticorruption_layer = require "patterns.anticorruption_layer",
  sidecar_mesh = require "patterns.sidecar_mesh",
  resilient_call = require "patterns.resilient_call",
  dead_letter = require "patterns.dead_letter",
  canary_with_objectives = require "patterns.canary_with_objectives",
  database_per_service = require "patterns.database_per_service",
}

local function unknown(known, name)
  local names = {}
  for pattern in pairs(known) do names[#names + 1] = pattern end
  arguments.refuse(tostring(name), "there is no such pattern; there are %s", table.concat(names, ", "))
end

return setmetatable(patterns, { __index = unknown })
