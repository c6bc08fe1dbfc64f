--- Dead letters: what cannot be handled goes to a topic of its own, where somebody reads it.
---
--- Use it for every topic on which one bad message would stop all that come behind it.
--- Not where order matters more than progress (then stop, and wake somebody), nor without a reader: letters that
--- nobody opens are lost data with a better conscience.

local arguments = require "patterns.arguments"

---@class patterns.DeadLetter: lunette.topic.fields
---@field reader string|lunette.service who looks at dead letters
---@field consumers table<string, lunette.consumer_group.fields> consumer group of the topic → its fields
---@field deliveries? integer tries before a message is given up (5)
---@field dead? lunette.topic.fields fields of the topic of dead letters; else as the topic itself, kept 14d

local function declare_groups(own, source, dead)
  for group, fields in pairs(own.consumers) do
    local defaults = { topics = { source }, dead_letter = dead, max_deliveries = own.deliveries or 5 }
    consumer_group(group, arguments.over(defaults, fields))
  end
  consumer_group(dead .. "-readers", {
    description = "Mends what can be mended and sends it again",
    topics = { dead }, service = own.reader, max_instances = 1,
  })
end

--- A topic, its dead letters, and the groups that read both.
---@param name string of the topic
---@param fields patterns.DeadLetter
---@return lunette.topic
---@return lunette.topic dead
local function dead_letter(name, fields)
  local source = arguments.needs_name("dead_letter", name)
  local own, rest = arguments.take("dead_letter", fields, {
    reader = "name", consumers = "table", deliveries = "any?", dead = "table?",
  })
  local dead = source .. ".dead-letters"
  declare_groups(own, source, dead)
  local alike = {
    description = "What no consumer of " .. source .. " could handle",
    broker = rest.broker, partitions = rest.partitions, replication = rest.replication, retention = "14d",
  }
  rest.dead_letter = dead
  return topic(source, rest), topic(dead, arguments.over(alike, own.dead))
end

return dead_letter
