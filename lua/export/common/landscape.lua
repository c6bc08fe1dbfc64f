--- Who has to do with whom, for catalogs and diagrams: as `graph`, but with topics as places of their own, and with
--- everything the model says a relation with.

local graph = require "export.common.graph"
local lists = require "export.common.lists"
local messages = require "export.common.messages"
local once = require "export.common.once"

local landscape = {}

---@class export.relation
---@field from frozen.item service, gateway, actor, external or topic
---@field to frozen.item service, gateway, external, datastore, broker or topic
---@field kind "sync"|"async"|"publish"|"subscribe"|"route"|"saga"|"store"|"visit"|"steer"|"dead-letter"
---@field by frozen.item[] what the model says it with, at least one
---@field words string[] what it is about: operations, events, paths; each once

---@class export.landscape
---@field graph export.graph
---@field relations export.relation[] each pair and kind once, in the order of the model
---@field index table<frozen.item, table<frozen.item, table<string, export.relation>>>
---@field leaving table<frozen.item, export.relation[]>
---@field arriving table<frozen.item, export.relation[]>
local Landscape = {}
Landscape.__index = Landscape

local function relation_of(self, kind, from, to)
  local of_from = self.index[from] or {}
  local of_pair = of_from[to] or {}
  self.index[from], of_from[to] = of_from, of_pair
  if not of_pair[kind] then
    of_pair[kind] = { from = from, to = to, kind = kind, by = {}, words = {} }
    self.relations[#self.relations + 1] = of_pair[kind]
    lists.put(self.leaving, from, of_pair[kind])
    lists.put(self.arriving, to, of_pair[kind])
  end
  return of_pair[kind]
end

local function add_word(words, word)
  for _, known in ipairs(words) do
    if known == word then return end
  end
  words[#words + 1] = word
end

local function add(self, kind, from, to, by, words)
  from, to = graph.answering(from), graph.answering(to)
  if not from or not to or from == to then return end
  local relation = relation_of(self, kind, from, to)
  table.insert(relation.by, by)
  for _, word in ipairs(words or {}) do add_word(relation.words, word) end
end

-- ---- calls and messages ----

local function add_dependencies(self)
  for _, call in ipairs(self.graph.model.dependencies) do
    if call.kind == "sync" then
      add(self, "sync", call.owner, call.to, call, call.endpoints)
    elseif not messages.topic(call) then
      add(self, "async", call.owner, call.to, call, { call.event_name })
    end
  end
end

local function add_topics(self)
  local found = messages.of(self.graph.model)
  for _, topic in ipairs(self.graph.model.topics) do
    local traffic = found:of(topic)
    for _, writer in ipairs(traffic.writers) do
      add(self, "publish", writer.who, topic, writer.by, lists.names(writer.events))
    end
    for _, reader in ipairs(traffic.readers) do
      local who = reader.who.kind ~= "consumer_group" and reader.who or nil
      add(self, "subscribe", who, topic, reader.by, lists.names(reader.events))
    end
    add(self, "dead-letter", topic, topic.dead_letter, topic)
  end
end

--- An event without a topic goes from its publishers straight to its consumers.
local function add_events(self)
  for _, event in ipairs(self.graph.model.events) do
    for _, subscription in ipairs(event.topic and {} or event.consumers) do
      for _, service in ipairs(event.publishers) do
        add(self, "async", service, subscription.owner, subscription, { event.name })
      end
    end
  end
end

-- ---- the rest ----

--- Paths, by what a route is said with.
local WORDS = {
  route = function(route) return { route.name } end,
  to = function(destination) return destination.owner.kind == "route" and { destination.owner.name } or nil end,
}

--- Everything else is in the graph as it is.
local function add_edges(self)
  for _, edge in ipairs(self.graph:edges()) do
    for _, item in ipairs(edge.kind ~= "sync" and edge.kind ~= "broker" and edge.said or {}) do
      local words = WORDS[item.kind]
      add(self, edge.kind, edge.from, edge.to, item, words and words(item))
    end
  end
end

---@type fun(model: frozen.model): export.landscape
landscape.of = once(function(model)
  local self = setmetatable({
    graph = graph.of(model), relations = {}, index = {}, leaving = {}, arriving = {},
  }, Landscape)
  add_dependencies(self)
  add_topics(self)
  add_events(self)
  add_edges(self)
  return self
end)

--- The relations that begin at an item.
---@param item frozen.item
---@return export.relation[]
function Landscape:from(item)
  return self.leaving[item] or {}
end

--- The relations that end at an item.
---@param item frozen.item
---@return export.relation[]
function Landscape:to(item)
  return self.arriving[item] or {}
end

--- The relation of a pair; of several, the first of these kinds.
---@param from frozen.item?
---@param to frozen.item?
---@return export.relation?
function Landscape:between(from, to)
  from, to = graph.answering(from), graph.answering(to)
  local of_pair = from and to and self.index[from] and self.index[from][to]
  for _, kind in ipairs(of_pair and landscape.KINDS or {}) do
    if of_pair[kind] then return of_pair[kind] end
  end
  return nil
end

landscape.KINDS = {
  "sync", "route", "visit", "steer", "async", "publish", "subscribe", "store", "saga", "dead-letter",
}

--- With words behind them, and without.
local VERBS = {
  sync = { "calls", "calls" }, async = { "sends", "sends messages" }, route = { "routes", "routes" },
  publish = { "publishes", "publishes messages" }, subscribe = { "subscribes to", "subscribes" },
  saga = { "asks for", "asks for steps of a saga" }, store = { "uses", "uses" }, visit = { "uses", "uses" },
  steer = { "reaches", "reaches by traffic rules" },
  ["dead-letter"] = { "parks", "parks what cannot be handled" },
}

--- What a relation is, in a few words: "calls POST /orders".
---@param relation export.relation
---@return string
function landscape.describe(relation)
  local verbs = VERBS[relation.kind]
  if #relation.words == 0 then return verbs[2] end
  return ("%s %s"):format(verbs[1], table.concat(relation.words, ", "))
end

--- Its messages may come later than their sender goes on.
---@param relation export.relation
---@return boolean
function landscape.is_asynchronous(relation)
  return relation.kind == "async" or relation.kind == "publish" or relation.kind == "subscribe"
    or relation.kind == "dead-letter"
end

return landscape
