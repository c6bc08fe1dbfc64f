--- Transactional outbox: events are written in the same transaction as the data, into a table beside it; a relay
--- publishes from there.
---
--- Use it when a service both changes its database and tells others, and neither may happen without the other.
--- Not where losing an event now and then does no harm, nor for a service whose state is its events anyway
--- (event_sourced). It delivers at least once: consumers must recognise repeats.

local arguments = require "patterns.arguments"

---@class patterns.TransactionalOutbox: lunette.datastore.fields
---@field topic string|lunette.topic where the relay publishes
---@field key string the field of all these events that messages are partitioned by
---@field events table<string, lunette.event.fields> event → its fields; `schema` above all
---@field datastore? string name of the store; else the service's, with -db
---@field relay? "polling"|"log-tailing" how the relay finds new rows (polling)

local function declare_events(own)
  local list = {}
  for name, fields in pairs(own.events) do
    local defaults = { kind = "integration", version = "1", topic = own.topic, key = own.key }
    list[#list + 1] = event(name, arguments.over(defaults, fields))
  end
  return list
end

--- The service's store with an outbox in it, and the events that go through it, for the service's `publishes`.
---@param service_name string|lunette.service who owns the store
---@param fields patterns.TransactionalOutbox
---@return lunette.datastore
---@return lunette.event[] events
local function transactional_outbox(service_name, fields)
  local owner = arguments.needs_name("transactional_outbox", service_name)
  local own, rest = arguments.take("transactional_outbox", fields, {
    topic = "name", key = "any", events = "table", datastore = "any?", relay = "any?", schema = "any?",
  })
  local stem = arguments.stem(owner)
  rest.owner = owner
  rest.schema = arguments.with(own.schema or stem, "outbox")
  rest.tags = arguments.with(rest.tags, "outbox")
  rest.properties = arguments.over({ delivery = "at least once", relay = own.relay or "polling" }, rest.properties)
  return datastore(own.datastore or stem .. "-db", rest), declare_events(own)
end

return transactional_outbox
