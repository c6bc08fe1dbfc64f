--- Users of a cluster, with the rights to do what the model says they do, and no other ones.

local messages = require "export.common.messages"
local topics = require "export.strimzi.topics"

local users = {}

---@class export.strimzi.user
---@field who frozen.item service, external, or a group that no service forms
---@field rules { key: string, resource: table, wanted: table<string, boolean> }[]

--- With several clusters in one namespace, users carry the name of theirs.
---@param world export.strimzi.world
---@param user export.strimzi.user
---@param cluster string
---@return string
function users.name(world, user, cluster)
  local label = world.k:label(user.who)
  local text = world.clusters > 1 and label .. "-" .. cluster or label
  local name = world.user_name(user.who.kind, text)
  if name ~= text then world.out:loss(user.who, "another user has its name, too", "the name " .. name) end
  return name
end

-- ---- rights ----

local function rule_for(user, kind, name)
  local key = kind .. ":" .. name
  for _, rule in ipairs(user.rules) do
    if rule.key == key then return rule end
  end
  local rule = { key = key, resource = { type = kind, name = name, patternType = "literal" }, wanted = {} }
  user.rules[#user.rules + 1] = rule
  return rule
end

local function allow(user, kind, name, operations)
  local rule = rule_for(user, kind, name)
  for _, operation in ipairs(operations) do rule.wanted[operation] = true end
end

local WRITE, READ, JOIN = { "Write", "Describe" }, { "Read", "Describe" }, { "Read" }

--- Who starts over each time needs no group to remember where it was.
local function allow_group(world, user, reader)
  if reader.is_replay then return end
  if not reader.group then
    world.out:loss(reader.by, "the model does not name the consumer group", "the reader's name", "unsaid")
  end
  allow(user, "group", reader.group or reader.who.name, JOIN)
end

--- Whoever cannot handle a message puts it aside.
local function allow_dead_letters(world, user, topic, reader)
  local dead = messages.dead_letter(topic, reader)
  if not dead or dead == true then return end
  if world.here[dead] then
    allow(user, "topic", topics.name(world, dead), WRITE)
  else
    world.out:loss(reader.by, "dead letters on another broker", "no right to write there")
  end
end

-- ---- who ----

local function user_of(list, who)
  for _, user in ipairs(list) do
    if user.who == who then return user end
  end
  local user = { who = who, rules = {} }
  list[#list + 1] = user
  return user
end

local REPORTS = {
  { "max_instances", "how many members a group has at most", "nothing: partitions are the only limit" },
  { "max_deliveries", "after how many tries a message is put aside", "nothing: readers count themselves" },
}

local function report_settings(world, topic)
  for _, group in ipairs(world.messages:settings(topic)) do
    for _, row in ipairs(REPORTS) do
      if group[row[1]] then world.teller:tell(group, row[2], row[3]) end
    end
  end
end

local function add_users(world, list, topic)
  local traffic = world.messages:of(topic)
  for _, writer in ipairs(traffic.writers) do
    allow(user_of(list, writer.who), "topic", topics.name(world, topic), WRITE)
  end
  for _, reader in ipairs(traffic.readers) do
    local user = user_of(list, reader.who)
    allow(user, "topic", topics.name(world, topic), READ)
    allow_group(world, user, reader)
    allow_dead_letters(world, user, topic, reader)
    if reader.who.kind == "external" then
      world.out:loss(reader.by, "a reader outside of the cluster", "a user; only those inside can connect")
    end
  end
end

---@param world export.strimzi.world
---@param part export.messages.part
---@return export.strimzi.user[] in the order in which the topics of the model name them
function users.of(world, part)
  local list = {}
  world.here = {}
  for _, topic in ipairs(part.topics) do world.here[topic] = true end
  for _, topic in ipairs(part.topics) do
    add_users(world, list, topic)
    report_settings(world, topic)
    for _, event in ipairs(world.messages:of(topic).events) do
      messages.report_event(event, world.out, "no user for them")
    end
  end
  return list
end

local OPERATIONS = { "Read", "Write", "Describe" }

local function operations_of(rule)
  local operations = {}
  for _, operation in ipairs(OPERATIONS) do
    if rule.wanted[operation] then operations[#operations + 1] = operation end
  end
  return operations
end

---@param user export.strimzi.user
---@return table spec
function users.spec(user)
  local rules = {}
  for _, rule in ipairs(user.rules) do
    rules[#rules + 1] = { resource = rule.resource, operations = operations_of(rule) }
  end
  return { authentication = { type = "tls" }, authorization = { type = "simple", acls = rules } }
end

return users
