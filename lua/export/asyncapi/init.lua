--- asyncapi: what each service sends and receives, as AsyncAPI 3.0.

local channels = require "export.asyncapi.channels"
local contract = require "export.common.contract"
local lists = require "export.common.lists"
local messages = require "export.common.messages"
local names = require "export.common.names"
local schemas = require "export.common.schemas"
local teller = require "export.common.teller"

---@class export.asyncapi.world
---@field model frozen.model
---@field names export.names
---@field messages export.messages
---@field out export.out
---@field teller export.teller
---@field homeless table<frozen.item, { action: "send"|"receive", message: frozen.async }[]>

---@class export.asyncapi.channel
---@field tree table
---@field key string
---@field protocol string?

---@class export.asyncapi.document
---@field service frozen.service
---@field schemas export.schemas
---@field servers table<string, table>
---@field channels table<string, table>
---@field messages table<string, table>
---@field operations table<string, table>
---@field channel_key fun(sort: string, name: string): string
---@field message_key fun(name: string): string
---@field operation_key fun(sort: string, name: string): string

---@return export.asyncapi.document
local function document_for(world, service)
  return {
    service = service, schemas = schemas.of(world.out, "#/components/schemas/"),
    servers = {}, channels = {}, messages = {}, operations = {},
    channel_key = names.space(names.key), message_key = names.mapper(names.key),
    operation_key = names.space(names.key),
  }
end

-- ---- operations ----

--- An operation on a channel with these events; without events, with whatever the channel holds.
local function operation(world, document, action, channel, events)
  local references = {}
  for _, event in ipairs(events) do
    references[#references + 1] = channels.message(world, document, channel, event)
  end
  return {
    action = action, channel = { ["$ref"] = "#/channels/" .. channel.key },
    messages = #references > 0 and references or nil,
  }
end

local function group_binding(channel, group)
  if channel.protocol ~= "kafka" or not group then return nil end
  return { kafka = { groupId = { type = "string", enum = { group } }, bindingVersion = "0.5.0" } }
end

local function group_of(world, document, subscription)
  local topic = subscription.event.topic
  for _, reader in ipairs(topic and world.messages:of(topic).readers or {}) do
    if reader.who == document.service and reader.group then return subscription.group or reader.group end
  end
  return subscription.group
end

local function add_subscription(world, document, subscription, place)
  local event = subscription.event
  local channel = channels.of_event(world, document, event)
  local received = operation(world, document, "receive", channel, { event })
  received.bindings = group_binding(channel, group_of(world, document, subscription))
  received.description = subscription.description
  received["x-handler"], received["x-idempotent"] = subscription.handler, subscription.idempotent
  document.operations[document.operation_key("on " .. place, "receive_" .. event.name)] = received
end

-- ---- topics ----

local function subscribes(service, event)
  for _, subscription in ipairs(service.consumes) do
    if subscription.event == event then return true end
  end
  return false
end

--- Subscriptions have operations of their own.
local function add_reader(world, document, topic, reader)
  local rest = {}
  for _, event in ipairs(reader.events) do
    if not subscribes(document.service, event) then rest[#rest + 1] = event end
  end
  if #rest == 0 and not reader.is_whole then return end
  local channel = channels.of_topic(world, document, topic)
  local received = operation(world, document, "receive", channel,
    #rest == 0 and not reader.is_replay and world.messages:of(topic).events or rest)
  received.bindings = group_binding(channel, reader.group)
  local sort = reader.is_replay and "replay" or "group " .. (reader.group or "")
  document.operations[document.operation_key(sort, "receive_" .. topic.name)] = received
end

local function add_topic(world, document, topic)
  local traffic = world.messages:of(topic)
  for _, writer in ipairs(traffic.writers) do
    if writer.who == document.service then
      local channel = channels.of_topic(world, document, topic)
      document.operations[document.operation_key("send", "send_" .. topic.name)] =
        operation(world, document, "send", channel, writer.events)
    end
  end
  for _, reader in ipairs(traffic.readers) do
    if reader.who == document.service then add_reader(world, document, topic, reader) end
  end
end

-- ---- what has no topic ----

local function add_homeless_events(world, document)
  for _, event in ipairs(document.service.publishes) do
    if not event.topic then
      local channel = channels.of_event(world, document, event)
      document.operations[document.operation_key("send event", "send_" .. event.name)] =
        operation(world, document, "send", channel, { event })
    end
  end
end

local function add_homeless_messages(world, document)
  for _, row in ipairs(world.homeless[document.service] or {}) do
    local message, action = row.message, row.action
    local channel = channels.without_topic(world, document, "message", message, message.name)
    document.operations[document.operation_key(action .. " message", action .. "_" .. message.name)] =
      operation(world, document, action, channel, { message.event })
  end
end

--- Messages whose topic the model does not say, by who receives and who sends them.
local function homeless_of(model)
  local by_end = {}
  local function add(service, action, message)
    if service then lists.put(by_end, service, { action = action, message = message }) end
  end
  for _, message in ipairs(model.dependencies) do
    if message.kind == "async" and not messages.topic(message) then
      add(messages.receiver(message), "receive", message)
      add(message.owner, "send", message)
    end
  end
  return by_end
end

-- ---- documents ----

local function filled(map)
  return next(map) ~= nil and map or nil
end

local function tree_of(world, document)
  return {
    asyncapi = "3.0.0",
    info = contract.info(world, document.service),
    servers = filled(document.servers), channels = document.channels, operations = document.operations,
    components = filled {
      messages = filled(document.messages), schemas = filled(document.schemas.definitions),
    },
  }
end

local function export_service(world, service)
  local document = document_for(world, service)
  for _, topic in ipairs(world.messages:topics(service)) do add_topic(world, document, topic) end
  for place, subscription in ipairs(service.consumes) do
    if subscription.event then add_subscription(world, document, subscription, place) end
  end
  add_homeless_events(world, document)
  add_homeless_messages(world, document)
  if not filled(document.operations) then return end
  world.out:document(world.names:label(service), tree_of(world, document))
end

--- Who reads without being a service has no document.
local function report_groups(world)
  for _, topic in ipairs(world.model.topics) do
    for _, reader in ipairs(world.messages:of(topic).readers) do
      if reader.who.kind ~= "service" then
        world.teller:tell(reader.who, "a reader that is no service of the model", "no document")
      end
    end
  end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = {
    model = model, names = names.of(model, out), messages = messages.of(model), out = out,
    teller = teller.of(out), homeless = homeless_of(model),
  }
  for _, service in ipairs(model.services) do export_service(world, service) end
  report_groups(world)
end

---@type export.exporter
return {
  name = "asyncapi",
  summary = "AsyncAPI 3.0: what each service sends and receives",
  order = {
    "asyncapi", "info", "title", "version", "servers", "channels", "operations", "components", "address", "action",
    "channel", "name", "summary", "description", "host", "protocol", "messages", "payload", "bindings", "type",
    "format", "required", "properties",
  },
  export = export,
}
