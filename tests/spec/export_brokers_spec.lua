--- The targets for brokers, strimzi, rabbitmq and pubsub: what a topic, a group and a dead letter become, who gets
--- which rights, and what is told of the rest.

local exported = require "tests.spec.exported"
local platforms = require "tests.spec.platforms"

-- The same shop on each technology: BROKER stands for its name.
local SHOP = [[
context "shop" {}
broker "bus" { technology = "BROKER", nodes = 3 }
topic "orders" {
  broker = "bus", partitions = 6, replication = 3, retention = "7d", key = "order_id", ordering = true,
  dead_letter = "parked",
}
topic "parked" { broker = "bus", replication = 3 }
topic "mails" { broker = "bus", dead_letter = true }
topic "history" { broker = "bus", replication = 3 }
service "order-service" {
  context = "shop",
  publishes = {
    event "order.created" { topic = "orders", schema = { order_id = "uuid" } },
    event "order.paid" { topic = "orders" },
  },
  dependencies = { async "mailer" { through = "mails" } },
}
service "warehouse" { context = "shop", consumes = { on "order.created" { group = "pickers" } } }
service "billing" { context = "shop", consumes = { on "order.paid" { group = "pickers" } } }
service "mailer" { context = "shop" }
consumer_group "pickers" { topics = { "orders" }, max_deliveries = 3, max_instances = 6 }
event_sourcing { service = "order-service", event_store = { topic = "history" } }
]]

--- What a target writes: the objects, the losses as "subject: what", and the files.
local function export(target, text, arguments)
  local result, losses = exported.of(target, text, arguments), {}
  for _, loss in ipairs(result.losses) do
    losses[loss.subject .. ": " .. loss.what] = loss.instead
  end
  return result, losses
end

local function on(technology, text)
  return ((text or SHOP):gsub("BROKER", technology))
end

local function find(result, kind, name)
  return result:find(kind, name) or error(("no %s %s"):format(kind, name), 2)
end

--- The document of a file, by how its path ends.
local function file(result, ending)
  for place, path in ipairs(result.files) do
    if path:sub(-#ending) == ending then return result.documents[place] end
  end
  error("no file " .. ending, 2)
end

local function named(list, name)
  for _, entry in ipairs(list) do
    if entry.name == name then return entry end
  end
  error("nothing is called " .. name, 2)
end

local function assert_valid(target, text)
  local why = platforms.why_not()
  if why then return pending(why) end
  local well, told = platforms.validate(exported.of(target, text).files)
  assert(well, told)
end

-- What exporters have to live with.
local ODD = [[
context "c" {}
broker "bus" { technology = "BROKER", nodes = 1 }
topic "t" { broker = "bus", replication = 3, retention = "1s", dead_letter = true }
topic "t-dead-letters" { broker = "bus", retention = "90d" }
topic "a.b" { broker = "bus" }
topic "a" { broker = "bus" }
topic "amq.goog Ü (x)" { broker = "bus" }
topic "googly" { broker = "bus", dead_letter = "a" }
event "e" { topic = "t" }
event "f" { topic = "a.b" }
event "g" { topic = "a" }
event "h" { topic = "googly", public = true }
service "s" { context = "c", publishes = { "e", "f", "g", "h" }, consumes = { on "e" {}, on "h" {} } }
service "r" { context = "c", consumes = { on "e" {}, on "f" { group = "c" }, on "g" { group = "b.c" } } }
external "partner" {}
service "q" { context = "c", dependencies = { async "partner" { through = "a" }, async "s" { through = "a" } } }
consumer_group "s" { topics = { "t", "a" }, max_deliveries = 1 }
consumer_group "r" { topics = { "googly" }, max_deliveries = 500 }
]]

describe("strimzi", function()
  local documents, losses
  setup(function() documents, losses = export("strimzi", on "kafka") end)

  local function rights(name)
    local list = {}
    for _, rule in ipairs(find(documents, "KafkaUser", name).spec.authorization.acls) do
      list[rule.resource.type .. " " .. rule.resource.name] = table.concat(rule.operations, " ")
    end
    return list
  end

  it("writes topics", function()
    assert.same({ partitions = 6, replicas = 3, config = { ["retention.ms"] = 604800000 } },
      find(documents, "KafkaTopic", "orders").spec)
    assert.equal("bus", find(documents, "KafkaTopic", "orders").metadata.labels["strimzi.io/cluster"])
  end)

  it("keeps a store of events for ever", function()
    assert.equal(-1, find(documents, "KafkaTopic", "history").spec.config["retention.ms"])
    assert.is_nil(find(documents, "KafkaTopic", "parked").spec.config)
  end)

  it("gives each the rights it needs, and no others", function()
    assert.same({ ["topic orders"] = "Write Describe", ["topic mails"] = "Write Describe",
      ["topic history"] = "Read Write Describe" }, rights "order-service")
    assert.same({ ["topic orders"] = "Read Describe", ["group pickers"] = "Read", ["topic parked"] = "Write Describe" },
      rights "warehouse")
    assert.same({ ["topic mails"] = "Read Describe", ["group mailer"] = "Read" }, rights "mailer")
    assert.equal("the reader's name", losses["order-service -> mailer: the model does not name the consumer group"])
  end)

  it("lets three of many nodes keep the metadata", function()
    local many = export("strimzi", (on("kafka"):gsub("nodes = 3", "nodes = 9")))
    assert.equal(3, find(many, "KafkaNodePool", "bus-dual-role").spec.replicas)
    local others = find(many, "KafkaNodePool", "bus-brokers").spec
    assert.same({ 6, { "broker" } }, { others.replicas, others.roles })
    assert.has_error(function() find(documents, "KafkaNodePool", "bus-brokers") end)
  end)

  it("makes clusters of fewer than three nodes work", function()
    local few, lost = export("strimzi", (on("kafka"):gsub("nodes = 3", "nodes = 1")))
    assert.equal(1, find(few, "Kafka", "bus").spec.kafka.config["offsets.topic.replication.factor"])
    assert.equal(1, find(few, "KafkaTopic", "orders").spec.replicas)
    assert.equal("one on each node", lost["orders: more copies than there are nodes"])
    assert.is_nil(find(documents, "Kafka", "bus").spec.kafka.config)
  end)

  it("says what Kafka cannot be told", function()
    assert.truthy(losses["orders: what its messages are partitioned by"])
    assert.truthy(losses["orders: that what cannot be handled goes to another topic"])
    assert.truthy(losses["mails: dead letters outside of the model"])
    assert.truthy(losses["pickers: after how many tries a message is put aside"])
    assert.truthy(losses["order.created: the schema of an event"])
  end)

  it("tells users of several clusters apart", function()
    local two = export("strimzi", [[
      context "c" {} broker "a" { technology = "kafka" } broker "b" { technology = "kafka" }
      topic "x" { broker = "a" } topic "y" { broker = "b" } topic "z" {}
      event "e" { topic = "x" } event "f" { topic = "y" }
      service "s" { context = "c", publishes = { "e", "f" } }]])
    assert.equal("a", find(two, "KafkaUser", "s-a").metadata.labels["strimzi.io/cluster"])
    assert.equal("b", find(two, "KafkaUser", "s-b").metadata.labels["strimzi.io/cluster"])
    assert.has_error(function() find(two, "KafkaTopic", "z") end)
  end)

  it("writes the topics of a model that has no broker", function()
    local bare, lost = export("strimzi", 'topic "x" { partitions = 2 }', { "--set", "cluster=big" })
    assert.equal("big", find(bare, "KafkaTopic", "x").metadata.labels["strimzi.io/cluster"])
    assert.truthy(lost["the model: the model gives no broker"])
  end)

  it("is taken", function()
    assert_valid("strimzi", on "kafka")
    assert_valid("strimzi", on("kafka", ODD))
  end)
end)

describe("rabbitmq", function()
  local definitions, permissions, losses
  setup(function()
    local documents
    documents, losses = export("rabbitmq", on "rabbitmq")
    definitions, permissions = file(documents, "bus/definitions.json"), file(documents, "bus/permissions.json")
  end)

  local function keys_of(queue)
    local keys = {}
    for _, binding in ipairs(definitions.bindings) do
      if binding.destination == queue then keys[#keys + 1] = binding.source .. " " .. binding.routing_key end
    end
    return keys
  end

  it("makes an exchange of a topic, a queue of a group", function()
    assert.equal("topic", named(definitions.exchanges, "orders").type)
    assert.same({
      ["x-queue-type"] = "quorum", ["x-quorum-initial-group-size"] = 3, ["x-message-ttl"] = 604800000,
      ["x-dead-letter-exchange"] = "parked", ["x-delivery-limit"] = 2, ["x-single-active-consumer"] = true,
    }, named(definitions.queues, "orders.pickers").arguments)
  end)

  it("shares one queue between the services of a group", function()
    assert.same({ "orders order.created", "orders order.paid" }, keys_of "orders.pickers")
    assert.equal("^(orders\\.pickers)$", permissions.permissions[2].read)
    assert.equal("^(orders\\.pickers)$", permissions.permissions[3].read)
  end)

  it("loses no dead letter", function()
    assert.same({ "parked #" }, keys_of "parked")
    assert.same({ "mails.dead-letters " }, keys_of "mails.dead-letters")
    assert.equal("mails.dead-letters", named(definitions.queues, "mails.mailer").arguments["x-dead-letter-exchange"])
    assert.truthy(losses["parked: dead letters that nobody reads"])
  end)

  it("drops nothing at a limit where there are no dead letters", function()
    local documents, lost = export("rabbitmq", (on("rabbitmq"):gsub('dead_letter = "parked",', "")))
    local queue = named(file(documents, "bus/definitions.json").queues, "orders.pickers")
    assert.is_nil(queue.arguments["x-delivery-limit"])
    assert.truthy(lost["pickers: a number of deliveries without dead letters"])
  end)

  it("keeps a store of events in a stream", function()
    assert.same({ ["x-queue-type"] = "stream", ["x-initial-cluster-size"] = 3 },
      named(definitions.queues, "history.order-service").arguments)
  end)

  it("lets nobody declare, and each send what is its own", function()
    local first = permissions.permissions[1]
    assert.same({ "order-service", "^$", "^(orders|mails|history)$" }, { first.user, first.configure, first.write })
    assert.equal("^(order\\.created|order\\.paid)$", permissions.topic_permissions[1].write)
    assert.is_nil(definitions.users)
    assert.truthy(losses["order-service: its password"])
  end)

  it("says what RabbitMQ cannot be told", function()
    for _, what in ipairs { "a number of partitions", "the order of messages with the same key",
      "how long messages are kept" } do
      assert.truthy(losses["orders: " .. what], what)
    end
  end)

  it("is taken", function()
    assert_valid("rabbitmq", on "rabbitmq")
    assert_valid("rabbitmq", on("rabbitmq", ODD))
  end)
end)

describe("pubsub", function()
  local documents, losses
  setup(function() documents, losses = export("pubsub", on "Google Cloud Pub/Sub") end)

  it("writes durations in seconds", function()
    assert.same({ messageRetentionDuration = "604800s" }, find(documents, "PubSubTopic", "orders").spec)
  end)

  it("makes one subscription of a group", function()
    assert.same({
      topicRef = { name = "orders" }, enableMessageOrdering = true, messageRetentionDuration = "604800s",
      deadLetterPolicy = { deadLetterTopicRef = { name = "parked" }, maxDeliveryAttempts = 5 },
    }, find(documents, "PubSubSubscription", "orders-pickers").spec)
    assert.truthy(losses["pickers: a number of deliveries out of Pub/Sub's bounds"])
  end)

  it("keeps dead letters that nobody reads", function()
    local keeper = find(documents, "PubSubSubscription", "parked-keeper").spec
    assert.same({ topicRef = { name = "parked" }, expirationPolicy = { ttl = "" } }, keeper)
    keeper = find(documents, "PubSubSubscription", "mails-dead-letters-keeper").spec
    assert.equal("mails-dead-letters", keeper.topicRef.name)
    assert.truthy(losses["mails: dead letters outside of the model"])
  end)

  it("holds to the bounds of Pub/Sub, and says so", function()
    local odd, lost = export("pubsub", on("pubsub", ODD))
    assert.equal("600s", find(odd, "PubSubTopic", "t").spec.messageRetentionDuration)
    assert.equal("2678400s", find(odd, "PubSubTopic", "t-dead-letters").spec.messageRetentionDuration)
    assert.equal("x-t", find(odd, "PubSubTopic", "t").spec.resourceID)
    assert.equal("x-googly", find(odd, "PubSubTopic", "googly").spec.resourceID)
    assert.equal("a.b", find(odd, "PubSubTopic", "a-b").spec.resourceID)
    assert.truthy(lost["t: a retention out of Pub/Sub's bounds"])
  end)

  it("does not lend a model's topic to dead letters of another", function()
    local odd = export("pubsub", on("pubsub", ODD))
    local policy = find(odd, "PubSubSubscription", "t-s").spec.deadLetterPolicy
    assert.not_equal("t-dead-letters", policy.deadLetterTopicRef.name)
    find(odd, "PubSubTopic", policy.deadLetterTopicRef.name)
  end)

  it("is taken", function()
    assert_valid("pubsub", on "pubsub")
    assert_valid("pubsub", on("pubsub", ODD))
  end)
end)

describe("a broker of another technology", function()
  for _, target in ipairs { "strimzi", "rabbitmq", "pubsub" } do
    it("is left out of " .. target, function()
      local documents, losses = export(target, on "nats")
      assert.same({}, documents.files)
      assert.equal("nothing of it", losses["bus: a broker of another technology"])
    end)
  end
end)
