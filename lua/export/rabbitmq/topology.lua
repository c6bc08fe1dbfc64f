--- A topic becomes an exchange that routes by the event's name, each of its readers a queue bound to it.

local messages = require "export.common.messages"
local names = require "export.common.names"
local units = require "export.common.units"

local topology = {}

---@class export.rabbitmq.topology
---@field exchanges table[]
---@field queues table[]
---@field bindings table[]
---@field uses export.rabbitmq.use[] who sends to which exchange and reads which queue

---@class export.rabbitmq.use
---@field who frozen.item
---@field exchange string? to which it sends
---@field events frozen.event[]? what it sends, where that is all
---@field queue string? which it reads

local DEAD = ".dead-letters"

-- ---- names ----

--- What the broker keeps for itself.
local function is_legal(name)
  return #name <= 255 and name ~= "" and not name:match("^amq%.")
end

local function shortened(world, topic)
  return is_legal(topic.name) and topic.name or world.names:label(topic)
end

-- ---- objects ----

local function add_exchange(world, built, name, kind)
  table.insert(built.exchanges, {
    name = name, vhost = world.vhost, type = kind, durable = true, auto_delete = false, internal = false,
    arguments = world.out.map(),
  })
end

local function add_queue(world, built, name, arguments)
  table.insert(built.queues, {
    name = name, vhost = world.vhost, durable = true, auto_delete = false, arguments = arguments,
  })
end

local function add_binding(world, built, source, queue, key)
  table.insert(built.bindings, {
    source = source, vhost = world.vhost, destination = queue, destination_type = "queue", routing_key = key,
    arguments = world.out.map(),
  })
end

-- ---- queues ----

--- The exchange for what a reader cannot handle. Outside of the model there still has to be one.
local function dead_exchange(world, topic, reader)
  local dead = messages.dead_letter(topic, reader)
  if dead == true then
    world.outside[topic] = true
    return world.exchange_name("outside", shortened(world, topic) .. DEAD)
  end
  if not dead then return nil end
  if world.here[dead] then return world.here[dead] end
  world.out:loss(reader.by, "dead letters on another broker", "none: what is refused is dropped")
  return nil
end

--- The limit counts returns, not tries. Without dead letters a message would be dropped at it.
local function delivery_limit(world, reader, dead)
  local tries = reader.settings and reader.settings.max_deliveries
  if not tries or dead then return tries and tries - 1 end
  world.teller:tell(reader.settings, "a number of deliveries without dead letters", "nothing")
  return nil
end

local function quorum(world, topic, reader)
  local dead = dead_exchange(world, topic, reader)
  if topic.retention_s and dead then
    world.out:loss(topic, "how long messages are kept",
      "a time to live: what nobody reads until then is a dead letter, too")
  end
  return {
    ["x-queue-type"] = "quorum",
    ["x-quorum-initial-group-size"] = topic.replication,
    ["x-message-ttl"] = units.ms(topic.retention_s and topic.retention_s * 1000),
    ["x-dead-letter-exchange"] = dead,
    ["x-delivery-limit"] = delivery_limit(world, reader, dead),
    ["x-single-active-consumer"] = topic.ordering or nil,
  }
end

--- Reading takes nothing out of it: the form for a store of events.
local function stream(_, topic)
  local age_s = units.seconds(topic.retention_s and topic.retention_s * 1000)
  return {
    ["x-queue-type"] = "stream",
    ["x-initial-cluster-size"] = topic.replication,
    ["x-max-age"] = age_s and age_s .. "s" or nil,
  }
end

--- Which messages reach a queue: those of the events that its reader handles. Dead letters keep the key they came with.
local function routing_keys(world, topic, reader)
  if reader.is_whole or world.graves[topic] then return { "#" } end
  local keys = {}
  for _, event in ipairs(reader.events) do keys[#keys + 1] = event.name end
  return keys
end

--- One queue for each group: its members, of whatever service, share what is in it.
local function add_reader(world, built, topic, reader)
  local exchange = world.here[topic]
  local sort, share = messages.share(reader)
  local name = world.queue_name(exchange .. " " .. sort, exchange .. "." .. share)
  if not world.bound[name] then
    world.bound[name] = {}
    add_queue(world, built, name, (reader.is_replay and stream or quorum)(world, topic, reader))
  end
  for _, key in ipairs(routing_keys(world, topic, reader)) do
    if not world.bound[name][key] then add_binding(world, built, exchange, name, key) end
    world.bound[name][key] = true
  end
  table.insert(built.uses, { who = reader.who, queue = name })
end

local function add_writer(world, built, topic, writer)
  table.insert(built.uses, {
    who = writer.who, exchange = world.here[topic], events = not writer.is_whole and writer.events or nil,
  })
end

--- What no queue takes an exchange drops.
local function add_keeper(world, built, topic, exchange)
  world.out:loss(topic, "dead letters that nobody reads", "a queue that keeps them", "unsaid")
  local name = world.queue_name("keeper", exchange)
  add_queue(world, built, name, { ["x-queue-type"] = "quorum" })
  add_binding(world, built, exchange, name, "#")
end

-- ---- reports ----

local function report(world, topic)
  local traffic = world.messages:of(topic)
  if (topic.partitions or 1) > 1 then
    world.out:loss(topic, "a number of partitions", "one queue for each reader")
  end
  if topic.ordering then
    world.out:loss(topic, "the order of messages with the same key",
      "the order of all: one member of a group reads at a time, the others wait")
  elseif topic.key then
    world.out:loss(topic, "the key of messages", "nothing: they are routed by the event's name")
  end
  if #traffic.events > 0 then
    world.out:loss(topic, "which routing key a message has", "that services send the event's name as its key", "unsaid")
  end
  if #traffic.readers == 0 and not world.graves[topic] then
    world.out:loss(topic, "a topic that nobody reads", "an exchange without a queue, which keeps nothing", "unsaid")
  end
end

local function report_group(world, group)
  if group.max_instances then world.teller:tell(group, "how many members a group has at most", "nothing") end
end

-- ---- topics ----

local function add_topic(world, built, topic)
  local traffic = world.messages:of(topic)
  add_exchange(world, built, world.here[topic], "topic")
  for _, writer in ipairs(traffic.writers) do add_writer(world, built, topic, writer) end
  for _, reader in ipairs(traffic.readers) do add_reader(world, built, topic, reader) end
  if #traffic.readers == 0 and world.graves[topic] then add_keeper(world, built, topic, world.here[topic]) end
  report(world, topic)
  for _, group in ipairs(world.messages:settings(topic)) do report_group(world, group) end
  for _, event in ipairs(traffic.events) do messages.report_event(event, world.out, "no queue for them") end
end

local function add_outside(world, built, topic)
  world.out:loss(topic, "dead letters outside of the model", "an exchange of its own with a queue that keeps them",
    "unsaid")
  local name = world.exchange_name("outside", shortened(world, topic) .. DEAD)
  add_exchange(world, built, name, "fanout")
  add_queue(world, built, name, { ["x-queue-type"] = "quorum" })
  add_binding(world, built, name, name, "")
end

---@param world export.rabbitmq.world
---@param part export.messages.part
---@return export.rabbitmq.topology
function topology.of(world, part)
  local built = { exchanges = {}, queues = {}, bindings = {}, uses = {} }
  world.here, world.outside, world.bound = {}, {}, {}
  world.exchange_name, world.queue_name = names.space(names.same), names.space(names.same)
  for _, topic in ipairs(part.topics) do
    world.here[topic] = world.exchange_name("topic", shortened(world, topic))
  end
  for _, topic in ipairs(part.topics) do add_topic(world, built, topic) end
  for _, topic in ipairs(part.topics) do
    if world.outside[topic] then add_outside(world, built, topic) end
  end
  return built
end

return topology
