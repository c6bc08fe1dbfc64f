--- strimzi: clusters of Kafka, their topics, and users that may do what the model says they do. One file for each
--- cluster, topic and user.

local cluster = require "export.strimzi.cluster"
local kubernetes = require "export.common.kubernetes"
local lists = require "export.common.lists"
local messages = require "export.common.messages"
local names = require "export.common.names"
local teller = require "export.common.teller"
local topics = require "export.strimzi.topics"
local users = require "export.strimzi.users"

local API = "kafka.strimzi.io/v1"

local ORDER = lists.joined(kubernetes.order, {
  "kafka", "entityOperator", "type", "port", "tls", "resource", "patternType",
})

---@class export.strimzi.world
---@field k export.kubernetes
---@field messages export.messages
---@field out export.out
---@field teller export.teller
---@field here table<frozen.topic, boolean> topics of the cluster at hand
---@field user_name fun(sort: string, text: string): string the users of all clusters share a namespace
---@field pool_name fun(text: string): string
---@field clusters integer how many there are

local function object(kind, metadata, spec)
  return { apiVersion = API, kind = kind, metadata = metadata, spec = spec }
end

--- The operator's word for which cluster something belongs to.
local function of_cluster(name)
  return { ["strimzi.io/cluster"] = name }
end

local function export_cluster(world, part, name)
  local documents = { object("Kafka", world.k:metadata(part.broker), cluster.kafka(world, part)) }
  for _, pool in ipairs(cluster.pools(part)) do
    local metadata = world.k:metadata(part.broker, world.pool_name(name .. "-" .. pool.name), of_cluster(name))
    documents[#documents + 1] = object("KafkaNodePool", metadata, cluster.pool(world, pool))
  end
  world.out:file(name)(documents)
end

local function export_topics(world, part, name)
  for _, topic in ipairs(part.topics) do
    local metadata = world.k:metadata(topic, nil, of_cluster(name))
    world.out:document("topics/" .. metadata.name, object("KafkaTopic", metadata, topics.spec(world, part, topic)))
  end
end

local function export_users(world, part, name)
  for _, user in ipairs(users.of(world, part)) do
    local metadata = world.k:metadata(user.who, users.name(world, user, name), of_cluster(name))
    world.out:document("users/" .. metadata.name, object("KafkaUser", metadata, users.spec(user)))
  end
end

--- Without a broker there is nothing to write but what needs one.
local function cluster_name(world, part)
  if part.broker then return world.k:label(part.broker) end
  world.out:loss(world.messages.model, "the model gives no broker",
    "topics and users of a cluster that is not written here", "unsaid")
  return world.out.options.cluster
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = {
    k = kubernetes.of(model, out), messages = messages.of(model), out = out, teller = teller.of(out),
    user_name = names.space(names.label), pool_name = names.mapper(names.label),
  }
  local parts = world.messages:parts("kafka", out)
  world.clusters = #parts
  for _, part in ipairs(parts) do
    local name = cluster_name(world, part)
    if part.broker then export_cluster(world, part, name) end
    export_topics(world, part, name)
    export_users(world, part, name)
  end
end

---@type export.exporter
return {
  name = "strimzi",
  summary = "Kafka clusters, topics, users with the rights that the model shows",
  order = ORDER,
  options = {
    kubernetes.namespace_option,
    { name = "storage", default = "100Gi", summary = "size of each node's volume" },
    { name = "cluster", default = "kafka", summary = "the cluster of a model without brokers" },
  },
  export = export,
}
