--- Topics of Kafka.

local cluster = require "export.strimzi.cluster"
local messages = require "export.common.messages"

local topics = {}

local function is_legal(name)
  return #name <= 249 and name:match("^[%w._-]+$") ~= nil and name ~= "." and name ~= ".."
end

--- What clients call it: as the model does, where Kafka allows that.
---@param world export.strimzi.world
---@param topic frozen.topic
---@return string
function topics.name(world, topic)
  return is_legal(topic.name) and topic.name or world.k:label(topic)
end

local function replicas(world, part, topic)
  local nodes = part.broker and cluster.nodes(part)
  if not nodes or not topic.replication or topic.replication <= nodes then return topic.replication end
  world.out:loss(topic, "more copies than there are nodes", "one on each node")
  return nodes
end

local function report(world, topic)
  if topic.key or topic.ordering then
    world.out:loss(topic, "what its messages are partitioned by", "nothing: who sends a message gives it its key")
  end
  local dead = messages.dead_letter(topic)
  if dead == true then
    world.out:loss(topic, "dead letters outside of the model", "nothing")
  elseif dead then
    world.out:loss(topic, "that what cannot be handled goes to another topic",
      "the right to write there: readers do it themselves")
  end
end

---@param world export.strimzi.world
---@param part export.messages.part
---@param topic frozen.topic
---@return table spec
function topics.spec(world, part, topic)
  report(world, topic)
  local name, retained = topics.name(world, topic), world.messages:retention_ms(topic)
  return world.out.map {
    topicName = name ~= world.k:label(topic) and name or nil,
    partitions = topic.partitions,
    replicas = replicas(world, part, topic),
    config = retained and { ["retention.ms"] = retained } or nil,
  }
end

return topics
