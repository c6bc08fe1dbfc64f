--- Topics as channels, brokers as servers.

local contents = require "export.asyncapi.contents"
local messages = require "export.common.messages"

local channels = {}

-- How AsyncAPI calls what brokers speak.
local PROTOCOLS = {
  kafka = "kafka", rabbitmq = "amqp", pubsub = "googlepubsub", nats = "nats", sqs = "sqs", sns = "sns", mqtt = "mqtt",
  mosquitto = "mqtt", pulsar = "pulsar", redis = "redis", activemq = "jms", jms = "jms", ibmmq = "ibmmq",
  solace = "solace", amqp = "amqp", stomp = "stomp",
}

-- ---- servers ----

--- What the broker speaks, and its place among the servers. Without a protocol it can be none.
local function server_of(world, document, broker)
  local technology = broker and messages.technology(broker)
  if not technology then
    if broker then world.teller:tell(broker, "the model does not say what it is", "no server", "unsaid") end
    return nil
  end
  local key = world.names:label(broker)
  world.teller:tell(broker, "the address of the broker", "its name", "unsaid")
  document.servers[key] = {
    host = key, protocol = PROTOCOLS[technology] or technology, description = broker.description,
  }
  return document.servers[key].protocol, key
end

-- ---- bindings ----

local function kafka_binding(world, topic)
  local retained_ms = world.messages:retention_ms(topic)
  if not topic.partitions and not topic.replication and not retained_ms then return nil end
  return {
    kafka = {
      partitions = topic.partitions, replicas = topic.replication,
      topicConfiguration = retained_ms and { ["retention.ms"] = retained_ms } or nil,
      bindingVersion = "0.5.0",
    },
  }
end

local function bindings_of(world, topic, protocol)
  if protocol == "kafka" then return kafka_binding(world, topic) end
  if topic.partitions or topic.replication or topic.retention_s then
    world.teller:tell(topic, "partitions, copies and retention of a topic", "nothing")
  end
  if protocol == "amqp" then
    world.teller:tell(topic, "exchange, queues and routing keys", "the topic's name as address",
      { target = "rabbitmq" })
  end
  return nil
end

-- ---- channels ----

--- One in the document, made when it is asked for first.
local function channel_for(document, sort, name, make)
  local key = document.channel_key(sort, name)
  if not document.channels[key] then document.channels[key] = make() end
  return document.channels[key], key
end

local function report(world, topic)
  if messages.dead_letter(topic) then
    world.teller:tell(topic, "where messages go that cannot be handled", "nothing")
  end
  if topic.ordering then world.teller:tell(topic, "that readers rely on the order of messages", "nothing") end
end

---@param world export.asyncapi.world
---@param document export.asyncapi.document
---@param topic frozen.topic
---@return export.asyncapi.channel
function channels.of_topic(world, document, topic)
  local protocol, server = server_of(world, document, world.messages.graph:broker(topic))
  local tree, key = channel_for(document, "topic", topic.name, function()
    report(world, topic)
    return {
      address = topic.name, description = topic.description, bindings = bindings_of(world, topic, protocol),
      servers = server and { { ["$ref"] = "#/servers/" .. server } } or nil,
    }
  end)
  return { tree = tree, key = key, protocol = protocol }
end

--- Of an event or messages whose topic the model does not say. An address that is null is unknown.
---@param world export.asyncapi.world
---@param document export.asyncapi.document
---@param sort "event"|"message"
---@param item frozen.item
---@param name string
---@return export.asyncapi.channel
function channels.without_topic(world, document, sort, item, name)
  world.teller:tell(item, "what it goes through", "a channel whose address is unknown", "unsaid")
  local tree, key = channel_for(document, sort, name, function() return { address = world.out.null } end)
  return { tree = tree, key = key }
end

---@param world export.asyncapi.world
---@param document export.asyncapi.document
---@param event frozen.event
---@return export.asyncapi.channel
function channels.of_event(world, document, event)
  if event.topic then return channels.of_topic(world, document, event.topic) end
  return channels.without_topic(world, document, "event", event, event.name)
end

--- A reference to an event's message in its channel, which gets one.
---@param world export.asyncapi.world
---@param document export.asyncapi.document
---@param channel export.asyncapi.channel
---@param event frozen.event
---@return table
function channels.message(world, document, channel, event)
  local key = document.message_key(event.name)
  document.messages[key] = document.messages[key] or contents.message(world, document, event, channel.protocol)
  channel.tree.messages = channel.tree.messages or {}
  channel.tree.messages[key] = { ["$ref"] = "#/components/messages/" .. key }
  return { ["$ref"] = ("#/channels/%s/messages/%s"):format(channel.key, key) }
end

return channels
