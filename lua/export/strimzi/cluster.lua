--- A cluster: its nodes and how clients get in.

local cluster = {}

-- What a majority needs to survive the loss of one. More than these few need not keep the metadata.
local CONTROLLERS = 3

--- As many nodes as the topics need copies, where the model does not say.
local function nodes_of(part)
  local nodes = part.broker.nodes
  if nodes then return nodes end
  nodes = CONTROLLERS
  for _, topic in ipairs(part.topics) do nodes = math.max(nodes, topic.replication or 1) end
  return nodes
end

cluster.nodes = nodes_of

---@class export.strimzi.pool
---@field name string
---@field roles string[]
---@field nodes integer

--- Three nodes keep the metadata besides data; of fewer than three one, as two are no safer than one.
---@param part export.messages.part
---@return export.strimzi.pool[]
function cluster.pools(part)
  local nodes = nodes_of(part)
  local controllers = nodes < CONTROLLERS and 1 or CONTROLLERS
  local pools = { { name = "dual-role", roles = { "controller", "broker" }, nodes = controllers } }
  if nodes > controllers then
    pools[2] = { name = "brokers", roles = { "broker" }, nodes = nodes - controllers }
  end
  return pools
end

---@param world export.strimzi.world
---@param pool export.strimzi.pool
---@return table spec
function cluster.pool(world, pool)
  return {
    replicas = pool.nodes, roles = pool.roles,
    storage = {
      type = "jbod",
      volumes = {
        { id = 0, type = "persistent-claim", size = world.out.options.storage, deleteClaim = false },
      },
    },
  }
end

--- Kafka wants three copies of what it keeps for itself: with fewer nodes nothing could be read or written.
local function config_of(nodes)
  if nodes >= CONTROLLERS then return nil end
  return {
    ["offsets.topic.replication.factor"] = nodes,
    ["transaction.state.log.replication.factor"] = nodes,
    ["transaction.state.log.min.isr"] = 1,
  }
end

local DEFAULTS = {
  { "the size of its disks", "the option storage for each node" },
  { "which nodes keep the metadata", "three of them; of fewer than three, one" },
  { "how clients show who they are", "certificates, which the operator makes for each user" },
  { "how many copies must confirm a write", "nothing: Kafka's default, which is one" },
}

---@param world export.strimzi.world
---@param part export.messages.part
---@return table spec
function cluster.kafka(world, part)
  if not part.broker.nodes then
    world.out:loss(part.broker, "the model does not say how many nodes it has",
      "three, or one for each copy of a topic", "unsaid")
  end
  for _, default in ipairs(DEFAULTS) do world.out:loss(part.broker, default[1], default[2], "unsaid") end
  return {
    kafka = {
      listeners = {
        { name = "tls", port = 9093, type = "internal", tls = true, authentication = { type = "tls" } },
      },
      authorization = { type = "simple" },
      config = config_of(nodes_of(part)),
    },
    entityOperator = { topicOperator = world.out.map(), userOperator = world.out.map() },
  }
end

return cluster
