--- The code of operations and health checks, whatever the language.

local literal = require "export.scaffold.literal"

local blocks = {}

local UNWRITTEN, UP = { error = "no code behind it" }, { status = "up" }

--- What a route answers.
---@class export.scaffold.answer
---@field status integer
---@field body table<string, any>
---@field notes string[] lines of comment

--- A block of code for each operation, and for each health check.
---@param facts export.scaffold.facts
---@param mark string what begins a comment: "// "
---@param write fun(route: export.scaffold.route, answer: export.scaffold.answer): string
---@return string[] operations
---@return string[] health
function blocks.of(facts, mark, write)
  local operations, health = {}, {}
  for place, route in ipairs(facts.operations) do
    local response = facts.responses[route]
    operations[place] = write(route, {
      status = response and 200 or 501, body = response or UNWRITTEN, notes = literal.notes(mark, route.item),
    })
  end
  for place, route in ipairs(facts.health) do
    health[place] = write(route, { status = 200, body = UP, notes = { mark .. route.item.kind } })
  end
  return operations, health
end

return blocks
