--- What events hold, as messages of a document.

local contract = require "export.common.contract"

local contents = {}

---@param map table<string, string>
local function is_empty(map)
  local count = 0
  for _ in pairs(map) do count = count + 1 end
  return count == 0
end

--- The fields that a service reads, sorted; nil where it does not say for one of its subscriptions, or sends the
--- event itself: then all of them are part of its contract.
local function needs_of(service, event)
  local wanted, list = {}, {}
  for _, publisher in ipairs(event.publishers) do
    if publisher == service then return nil end
  end
  for _, subscription in ipairs(service.consumes) do
    if subscription.event == event then
      if is_empty(subscription.expects) then return nil end
      for name in pairs(subscription.expects) do wanted[name] = true end
    end
  end
  for name in pairs(wanted) do list[#list + 1] = name end
  return #list > 0 and list or nil
end

--- Where the publisher does not say what is in it, its reader may.
local function fields_of(service, event)
  if not is_empty(event.schema) then return event.schema end
  for _, subscription in ipairs(service.consumes) do
    if subscription.event == event then return subscription.expects end
  end
  return event.schema
end

local function known(needs, fields)
  local list = {}
  for _, name in ipairs(needs or {}) do
    if fields[name] then list[#list + 1] = name end
  end
  return needs and list
end

local function payload_of(document, event)
  local fields = fields_of(document.service, event)
  return document.schemas:object(fields, event, known(needs_of(document.service, event), fields))
end

--- The key of messages, which only Kafka's part of a document has a place for.
local function bindings_of(world, document, event, protocol)
  local key = event.key or event.topic and event.topic.key
  if not key then return nil end
  if protocol ~= "kafka" then
    world.teller:tell(event, "the key of its messages", "nothing")
    return nil
  end
  local schema = {}
  for word, value in pairs(document.schemas:type(event.schema[key] or "string", event)) do schema[word] = value end
  if not schema["$ref"] then schema.description = "The field " .. key end
  return { kafka = { key = schema, bindingVersion = "0.5.0" } }
end

---@param world export.asyncapi.world
---@param document export.asyncapi.document
---@param event frozen.event
---@param protocol string? of the broker
---@return table
function contents.message(world, document, event, protocol)
  return {
    name = event.name,
    description = event.description,
    payload = payload_of(document, event),
    bindings = bindings_of(world, document, event, protocol),
    externalDocs = contract.docs(world, event),
    ["x-kind"] = event.event_kind, ["x-version"] = event.version, ["x-public"] = event.public,
  }
end

return contents
