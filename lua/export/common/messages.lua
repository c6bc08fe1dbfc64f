--- Who sends what to which topic, and who reads it: what events, subscriptions, groups, messages and event stores
--- say together. And which topics a target for one technology of brokers may write.

local graph = require "export.common.graph"
local lists = require "export.common.lists"
local once = require "export.common.once"
local units = require "export.common.units"

local messages = {}

---@class export.writer
---@field who frozen.service
---@field events frozen.event[] those of the topic that it sends
---@field is_whole boolean it also sends what is no event of the model
---@field by frozen.item what the model says it with

---@class export.reader
---@field who frozen.item service, external, or a group that no service forms
---@field group string? the consumer group, where the model names one
---@field settings frozen.consumer_group? the group, where the model declares it
---@field events frozen.event[] those of the topic that it handles
---@field is_whole boolean it also reads what is no event of the model
---@field is_replay boolean it reads from the beginning, again and again: an event store
---@field by frozen.item what the model says it with

---@class export.traffic
---@field writers export.writer[]
---@field readers export.reader[]
---@field events frozen.event[]

---@class export.messages
---@field model frozen.model
---@field graph export.graph
---@field traffic table<frozen.topic, export.traffic>
---@field topics_of table<frozen.item, frozen.topic[]> who → the topics it writes or reads, in the order of the model
---@field groups_of table<frozen.service, frozen.consumer_group[]>
local Messages = {}
Messages.__index = Messages

-- ---- collecting ----

---@param topic frozen.topic
---@return export.traffic
function Messages:of(topic)
  self.traffic[topic] = self.traffic[topic] or { writers = {}, readers = {}, events = {} }
  return self.traffic[topic]
end

--- The entry of this one, and of this group where one is given; a new one where there is none.
local function entry_of(list, who, group, by)
  for _, entry in ipairs(list) do
    if entry.who == who and (not group or entry.group == group) then return entry end
  end
  local entry = { who = who, group = group, events = {}, is_whole = false, is_replay = false, by = by }
  list[#list + 1] = entry
  return entry
end

local function add_event(entry, event)
  if not event then
    entry.is_whole = true
  elseif not lists.hold(entry.events, event) then
    table.insert(entry.events, event)
  end
end

--- The group of a service for a topic, where the model declares one.
local function group_of(self, service, topic)
  for _, group in ipairs(self.groups_of[service] or {}) do
    if lists.hold(group.topics, topic) then return group.name end
  end
  return nil
end

local function add_events(self)
  for _, event in ipairs(self.model.events) do
    if event.topic then
      local traffic = self:of(event.topic)
      table.insert(traffic.events, event)
      for _, service in ipairs(event.publishers) do
        add_event(entry_of(traffic.writers, service, nil, event), event)
      end
      for _, subscription in ipairs(event.consumers) do
        local who = subscription.owner
        local group = subscription.group or group_of(self, who, event.topic)
        add_event(entry_of(traffic.readers, who, group, subscription), event)
      end
    end
  end
end

--- Readers that subscribe with a group's name form it, whatever else the model says of it.
local function add_group(group, traffic)
  local has_members = false
  for _, reader in ipairs(traffic.readers) do
    if reader.group == group.name then reader.settings, has_members = group, true end
  end
  if has_members and not group.service then return end
  local reader = entry_of(traffic.readers, group.service or group, group.name, group)
  reader.settings = group
  if #reader.events == 0 then reader.is_whole = true end
end

local function add_groups(self)
  for _, group in ipairs(self.model.consumer_groups) do
    for _, topic in ipairs(group.topics) do add_group(group, self:of(topic)) end
  end
end

--- The topic of a message that a service sends; nil where the model does not say.
---@param message frozen.async
---@return frozen.topic?
function messages.topic(message)
  return message.through or message.event and message.event.topic
end

--- Who gets a message; of a gateway, the service behind it.
---@param message frozen.async
---@return frozen.item?
function messages.receiver(message)
  local to = graph.answering(message.to)
  return to and to.kind ~= "gateway" and to or nil
end

local function add_messages(self)
  for _, message in ipairs(self.model.dependencies) do
    local topic = message.kind == "async" and messages.topic(message)
    if topic then
      local traffic, receiver = self:of(topic), messages.receiver(message)
      add_event(entry_of(traffic.writers, message.owner, nil, message), message.event)
      if receiver then add_event(entry_of(traffic.readers, receiver, nil, message), message.event) end
    end
  end
end

local function add_event_stores(self)
  for _, sourcing in ipairs(self.model.event_sourcings) do
    local topic = messages.store(sourcing)
    if topic and sourcing.service then
      local traffic = self:of(topic)
      entry_of(traffic.writers, sourcing.service, nil, sourcing).is_whole = true
      traffic.readers[#traffic.readers + 1] =
        { who = sourcing.service, events = {}, is_whole = true, is_replay = true, by = sourcing }
    end
  end
end

--- The topic that keeps the events of an event-sourced service.
---@param sourcing frozen.event_sourcing
---@return frozen.topic?
function messages.store(sourcing)
  return sourcing.event_store and sourcing.event_store.topic
end

--- A read model is built from what others tell; its own events its service knows.
local function add_projections(self)
  for _, cqrs in ipairs(self.model.cqrs) do
    for _, event in ipairs(cqrs.service and cqrs.projections or {}) do
      if event.topic and not lists.hold(event.publishers, cqrs.service) then
        add_event(entry_of(self:of(event.topic).readers, cqrs.service, nil, cqrs), event)
      end
    end
  end
end

local function add_to_topics(by_user, topic, entries)
  for _, entry in ipairs(entries) do
    local topics = by_user[entry.who]
    if not topics or topics[#topics] ~= topic then lists.put(by_user, entry.who, topic) end
  end
end

local function topics_by_user(self)
  local by_user = {}
  for _, topic in ipairs(self.model.topics) do
    local traffic = self:of(topic)
    add_to_topics(by_user, topic, traffic.writers)
    add_to_topics(by_user, topic, traffic.readers)
  end
  return by_user
end

---@type fun(model: frozen.model): export.messages
messages.of = once(function(model)
  local self = setmetatable({
    model = model, graph = graph.of(model), traffic = {}, groups_of = lists.by(model.consumer_groups, "service"),
  }, Messages)
  add_events(self)
  add_groups(self)
  add_messages(self)
  add_projections(self)
  add_event_stores(self)
  self.topics_of = topics_by_user(self)
  return self
end)

-- ---- questions ----

--- The topics that somebody writes or reads, in the order of the model.
---@param who frozen.item
---@return frozen.topic[]
function Messages:topics(who)
  return self.topics_of[who] or {}
end

--- What readers that share their work have in common: the group's name, else the reader's own. The first value tells
--- apart what may have the same name.
---@param reader export.reader
---@return string sort, string name
function messages.share(reader)
  if reader.is_replay then return "replay", reader.who.name end
  if reader.group then return "group", reader.group end
  return reader.who.kind, reader.who.name
end

--- Whether the topic is the store of an event-sourced service.
---@param topic frozen.topic
---@return boolean
function Messages:is_store(topic)
  for _, sourcing in ipairs(self.model.event_sourcings) do
    if messages.store(sourcing) == topic then return true end
  end
  return false
end

local FOREVER = -1

--- Kafka's `retention.ms`: it deletes after seven days what nobody says a word about, which no store of events may
--- have.
---@param topic frozen.topic
---@return integer?
function Messages:retention_ms(topic)
  if not topic.retention_s and self:is_store(topic) then return FOREVER end
  return units.ms(topic.retention_s and topic.retention_s * 1000)
end

--- Where messages go that a reader cannot handle: its group's word, else the topic's. `true` where that is
--- outside of the model.
---@param topic frozen.topic
---@param reader? export.reader
---@return frozen.topic|true|nil
function messages.dead_letter(topic, reader)
  for _, item in ipairs { reader and reader.settings or topic, topic } do
    if item.dead_letter then return item.dead_letter end
    if item.dead_letter_name == "true" then return true end
  end
  return nil
end

--- The topics that get the dead letters of others.
---@return table<frozen.topic, boolean>
function Messages:graves()
  local graves = {}
  for _, topic in ipairs(self.model.topics) do
    for _, item in ipairs { topic, table.unpack(self:settings(topic)) } do
      if item.dead_letter then graves[item.dead_letter] = true end
    end
  end
  return graves
end

--- The declared groups of a topic.
---@param topic frozen.topic
---@return frozen.consumer_group[]
function Messages:settings(topic)
  local groups = {}
  for _, reader in ipairs(self:of(topic).readers) do groups[#groups + 1] = reader.settings end
  return groups
end

local function letters(text)
  return (text:lower():gsub("[^a-z]", ""))
end

local TECHNOLOGIES = { { "kafka", "kafka" }, { "rabbit", "rabbitmq" }, { "pubsub", "pubsub" } }

--- "kafka" of "Apache Kafka": what exporters tell apart; of others, the letters of what the model says.
---@param broker frozen.broker
---@return string? technology nil where neither technology nor name tells
function messages.technology(broker)
  local said = letters(broker.technology or "")
  for _, text in ipairs { said ~= "" and said or letters(broker.name) } do
    for _, row in ipairs(TECHNOLOGIES) do
      if text:find(row[1], 1, true) and not text:find("redis", 1, true) then return row[2] end
    end
  end
  return said ~= "" and said or nil
end

-- ---- what a target may write ----

-- Where what is on a broker is written.
local TARGETS = { kafka = "strimzi", rabbitmq = "rabbitmq", pubsub = "pubsub" }

local function admits(technology, broker, out)
  local found = messages.technology(broker)
  if not found then
    out:loss(broker, "the model does not say what it is", "what a broker of this target needs", "unsaid")
  elseif found ~= technology then
    out:loss(broker, "a broker of another technology", "nothing of it", { target = TARGETS[found] })
  end
  return not found or found == technology
end

local function brokers_of(self, technology, out)
  local brokers = {}
  for _, broker in ipairs(self.model.brokers) do
    if admits(technology, broker, out) then table.insert(brokers, broker) end
  end
  return brokers
end

--- False where it is on none of the model's brokers, nil where nobody can tell.
local function place_of(self, topic)
  local broker = self.graph:broker(topic)
  if broker then return broker end
  if #self.model.brokers == 0 and not topic.broker_name then return false end
  return nil
end

---@class export.messages.part
---@field broker frozen.broker? nil where the model has none at all
---@field topics frozen.topic[]

--- The brokers of a technology with their topics. What is left out is reported. Topics of a model without any
--- broker are taken, as a part without one.
---@param technology string
---@param out export.out
---@return export.messages.part[]
function Messages:parts(technology, out)
  local parts, part_of = {}, {}
  for _, broker in ipairs(brokers_of(self, technology, out)) do
    part_of[broker] = { broker = broker, topics = {} }
    parts[#parts + 1] = part_of[broker]
  end
  for _, topic in ipairs(self.model.topics) do
    local place = place_of(self, topic)
    if place == nil then out:loss(topic, "the model does not say on which broker it is", "nothing of it", "unsaid") end
    if place == false and not part_of[place] then
      part_of[place] = { topics = {} }
      parts[#parts + 1] = part_of[place]
    end
    if part_of[place] then table.insert(part_of[place].topics, topic) end
  end
  self:report_homeless(out)
  return parts
end

--- What no broker can be told of an event.
---@param event frozen.event
---@param out export.out
---@param instead string what outsiders get
function messages.report_event(event, out, instead)
  local has_schema = false
  for _ in pairs(event.schema) do has_schema = true end
  if has_schema then out:loss(event, "the schema of an event", "nothing", { target = "asyncapi" }) end
  if event.public then out:loss(event, "readers outside of the model", instead) end
end

--- Events that no topic carries.
---@param out export.out
function Messages:report_homeless(out)
  for _, event in ipairs(self.model.events) do
    if not event.topic and not event.topic_name then
      out:loss(event, "the model does not say to which topic it is published", "nothing of it", "unsaid")
    end
  end
  for _, message in ipairs(self.model.dependencies) do
    if message.kind == "async" and not messages.topic(message) then
      out:loss(message, "the model does not say what it goes through", "nothing of it", "unsaid")
    end
  end
end

return messages
