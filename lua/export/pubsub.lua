--- pubsub: topics and subscriptions of Google Cloud Pub/Sub, as Config Connector takes them. One file for each topic,
--- with its subscriptions.

local kubernetes = require "export.common.kubernetes"
local messages = require "export.common.messages"
local names = require "export.common.names"
local teller = require "export.common.teller"
local units = require "export.common.units"

local API = "pubsub.cnrm.cloud.google.com/v1beta1"

---@class export.pubsub.world
---@field k export.kubernetes
---@field messages export.messages
---@field subscription_name fun(sort: string, text: string): string
---@field subscribed table<string, boolean> subscriptions that are written
---@field topic_name fun(sort: string, text: string): string
---@field here table<frozen.topic, boolean> topics that are written
---@field graves table<frozen.topic, boolean>
---@field outside table<string, frozen.topic> topics for dead letters that are in no model, whose they are
---@field out export.out
---@field teller export.teller

--- No labels: Config Connector would make them labels of the cloud, whose keys may hold neither points nor slashes.
local function metadata(world, name, item)
  local text = item and item.description
  return {
    name = name, namespace = world.k:namespace(),
    annotations = text and { ["kubernetes.io/description"] = text } or nil,
  }
end

local function object(world, kind, head, spec)
  return { apiVersion = API, kind = kind, metadata = head, spec = world.out.map(spec) }
end

-- ---- names ----

local function is_legal(name)
  return #name >= 3 and #name <= 255 and name:match("^%a[%w._~+%%-]*$") ~= nil and not name:match("^goog")
end

--- The name in the cloud, where it is not that of the object: the model's own, if Pub/Sub takes it.
local function resource_id(world, name, wanted, item)
  if is_legal(wanted) then return wanted ~= name and wanted or nil end
  if is_legal(name) then return nil end
  world.out:loss(item, "a name that Pub/Sub does not take", "the name with x- before it")
  return "x-" .. name
end

-- ---- quantities ----

local MIN_RETENTION_S, MAX_RETENTION_S = 10 * 60, 31 * 24 * 3600

local function retention(world, topic)
  local wanted_s = topic.retention_s
  if not wanted_s and world.messages:is_store(topic) then
    world.out:loss(topic, "a store of events, which is kept for ever", "31 days, the longest there is")
    wanted_s = MAX_RETENTION_S
  end
  if not wanted_s then return nil end
  local kept_s = math.max(MIN_RETENTION_S, math.min(wanted_s, MAX_RETENTION_S))
  if kept_s ~= wanted_s then
    world.out:loss(topic, "a retention out of Pub/Sub's bounds", "the nearest one: 10 minutes or 31 days")
  end
  return units.seconds_text(kept_s * 1000)
end

local MIN_ATTEMPTS, MAX_ATTEMPTS = 5, 100

local function attempts(world, group)
  local wanted = group and group.max_deliveries
  if not wanted then return nil end
  local tries = math.max(MIN_ATTEMPTS, math.min(wanted, MAX_ATTEMPTS))
  if tries ~= wanted then
    world.teller:tell(group, "a number of deliveries out of Pub/Sub's bounds", "the nearest one: 5 or 100")
  end
  return tries
end

-- ---- dead letters ----

--- Where messages go that a reader cannot handle. Outside of the model there still has to be such a topic.
local function dead_topic(world, topic, reader)
  local dead = messages.dead_letter(topic, reader)
  if dead == true then return world.topic_name("outside", world.k:label(topic) .. "-dead-letters"), true end
  if not dead then return nil end
  if world.here[dead] then return world.k:label(dead) end
  world.out:loss(reader.by, "dead letters on another broker", "no policy for dead letters")
  return nil
end

local function dead_letter_policy(world, topic, reader)
  local name, is_outside = dead_topic(world, topic, reader)
  if not name then
    if reader.settings and reader.settings.max_deliveries then
      world.teller:tell(reader.settings, "a number of deliveries without dead letters", "no bound")
    end
    return nil
  end
  if is_outside then world.outside[name] = topic end
  return { deadLetterTopicRef = { name = name }, maxDeliveryAttempts = attempts(world, reader.settings) }
end

-- ---- objects ----

local function report_reader(world, topic, reader)
  if reader.settings and reader.settings.max_instances then
    world.teller:tell(reader.settings, "how many members a group has at most", "nothing")
  end
  if not reader.is_whole and #reader.events < #world.messages:of(topic).events then
    world.out:loss(reader.by, "that only some events of a topic are read", "a subscription to all of them")
  end
end

--- One for each group: its members, of whatever service, share what it delivers. Nil for a member after the first.
local function subscription(world, topic, reader, retained)
  report_reader(world, topic, reader)
  local label = world.k:label(topic)
  local sort, share = messages.share(reader)
  local name = world.subscription_name(label .. " " .. sort, label .. "-" .. share)
  if world.subscribed[name] then return nil end
  world.subscribed[name] = true
  return object(world, "PubSubSubscription", metadata(world, name, reader.settings), {
    topicRef = { name = label },
    enableMessageOrdering = topic.ordering,
    messageRetentionDuration = retained,
    retainAckedMessages = reader.is_replay or nil,
    deadLetterPolicy = dead_letter_policy(world, topic, reader),
    resourceID = resource_id(world, name, name, topic),
  })
end

--- What nobody reads is not kept, and who never reads is forgotten after 31 days: dead letters would be lost before
--- anybody looks.
local function keeper(world, name)
  return object(world, "PubSubSubscription", metadata(world, world.subscription_name("keeper", name .. "-keeper")), {
    topicRef = { name = name },
    expirationPolicy = { ttl = "" },
  })
end

local REPORTS = {
  { "partitions", "a number of partitions", "nothing: Pub/Sub divides topics itself" },
  { "replication", "a number of copies", "nothing: Pub/Sub keeps copies in several zones" },
  { "key", "the key of messages", "nothing: who sends a message gives it its ordering key" },
}

local function report_topic(world, topic)
  for _, row in ipairs(REPORTS) do
    if topic[row[1]] then world.out:loss(topic, row[2], row[3]) end
  end
  local traffic = world.messages:of(topic)
  if #traffic.writers + #traffic.readers > 0 then
    world.out:loss(topic, "who may publish and subscribe", "no policy: the model does not know the accounts",
      { class = "by hand", kind = "PubSubTopic" })
  end
  if messages.dead_letter(topic) then
    world.out:loss(topic, "the right of Pub/Sub's own account to put messages aside", "no policy for it",
      { class = "by hand", kind = "PubSubTopic" })
  end
  for _, event in ipairs(traffic.events) do
    messages.report_event(event, world.out, "no subscription for them")
  end
end

local function documents_of(world, topic)
  local label, readers = world.k:label(topic), world.messages:of(topic).readers
  local retained = retention(world, topic)
  report_topic(world, topic)
  local documents = {
    object(world, "PubSubTopic", metadata(world, label, topic), {
      resourceID = resource_id(world, label, topic.name, topic),
      messageRetentionDuration = retained,
    }),
  }
  for _, reader in ipairs(readers) do documents[#documents + 1] = subscription(world, topic, reader, retained) end
  if #readers == 0 and world.graves[topic] then
    world.out:loss(topic, "dead letters that nobody reads", "a subscription that keeps them", "unsaid")
    documents[2] = keeper(world, label)
  end
  return documents
end

--- Topics for dead letters that the model leaves to others.
local function export_outside(world)
  for name, topic in pairs(world.outside) do
    world.out:loss(topic, "dead letters outside of the model", "a topic of its own with a subscription that keeps them",
      "unsaid")
    world.out:file(name) { object(world, "PubSubTopic", metadata(world, name), {}), keeper(world, name) }
  end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = {
    k = kubernetes.of(model, out), messages = messages.of(model), out = out, teller = teller.of(out),
    here = {}, outside = {}, subscribed = {},
    subscription_name = names.space(names.label), topic_name = names.space(names.label),
  }
  for _, topic in ipairs(model.topics) do world.topic_name("topic", world.k:label(topic)) end
  world.graves = world.messages:graves()
  for _, part in ipairs(world.messages:parts("pubsub", out)) do
    for _, topic in ipairs(part.topics) do world.here[topic] = true end
    for _, topic in ipairs(part.topics) do out:file(world.k:label(topic))(documents_of(world, topic)) end
  end
  export_outside(world)
end

---@type export.exporter
return {
  name = "pubsub",
  summary = "Topics and subscriptions of Google Cloud Pub/Sub, for Config Connector",
  order = { "topicRef", table.unpack(kubernetes.order) },
  options = { kubernetes.namespace_option },
  export = export,
}
