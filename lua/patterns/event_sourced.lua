--- Event sourcing: a service keeps what happened, and computes from it what is.
---
--- Use it when the history itself is worth money: audits, disputes, questions nobody has asked yet.
--- Not for data that is only ever looked at as it is, nor for data that must be forgotten on demand, unless it
--- is encrypted with a key that can be thrown away.

local arguments = require "patterns.arguments"

---@class patterns.EventSourced: lunette.topic.fields
---@field key string the field that tells one aggregate from another: its events stay in order
---@field topic? string name of the topic that holds the history; else the service's, with -history
---@field store? string what keeps it: kafka, eventstoredb, … (kafka)
---@field snapshot_every? integer events between two snapshots of an aggregate (500)

--- The topic of a service's history, ordered and without an end, and that the service lives by it.
---@param service_name string|lunette.service
---@param fields patterns.EventSourced
---@return lunette.event_sourcing
---@return lunette.topic history
local function event_sourced(service_name, fields)
  local owner = arguments.needs_name("event_sourced", service_name)
  local own, rest = arguments.take("event_sourced", fields, {
    key = "any", topic = "any?", store = "any?", snapshot_every = "any?",
  })
  rest.key, rest.ordering = own.key, true
  local history = topic(own.topic or arguments.stem(owner) .. "-history", rest)
  local sourcing = event_sourcing {
    service = owner,
    event_store = { type = own.store or "kafka", topic = history },
    snapshot_policy = { interval_events = own.snapshot_every or 500 },
  }
  return sourcing, history
end

return event_sourced
