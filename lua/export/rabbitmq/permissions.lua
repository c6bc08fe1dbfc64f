--- Who may use what: patterns of names, as RabbitMQ wants them.

local lists = require "export.common.lists"
local names = require "export.common.names"

local permissions = {}

--- No name matches it.
local NOTHING = "^$"

local function escaped(name)
  return (name:gsub("[%^%$%.%[%]|%(%)%?%*%+%{%}\\]", "\\%0"))
end

--- A pattern of exactly these names.
local function exactly(list)
  local parts = {}
  for _, name in ipairs(list) do parts[#parts + 1] = escaped(name) end
  return #parts > 0 and "^(" .. table.concat(parts, "|") .. ")$" or NOTHING
end

---@class export.rabbitmq.user
---@field who frozen.item
---@field exchanges string[]
---@field queues string[]
---@field sends export.rabbitmq.use[] those of which every event is known

local function user_of(users, who)
  for _, user in ipairs(users) do
    if user.who == who then return user end
  end
  local user = { who = who, exchanges = {}, queues = {}, sends = {} }
  users[#users + 1] = user
  return user
end

local function collect(uses)
  local users = {}
  for _, use in ipairs(uses) do
    local user = user_of(users, use.who)
    if use.exchange then table.insert(user.exchanges, use.exchange) end
    if use.queue then table.insert(user.queues, use.queue) end
    if use.events then table.insert(user.sends, use) end
  end
  return users
end

--- Everything is declared by the definitions, so that nobody needs the right to configure.
local function permission(world, name, user)
  return {
    user = name, vhost = world.vhost, configure = NOTHING,
    write = exactly(user.exchanges), read = exactly(user.queues),
  }
end

--- Reading is a matter of queues, which are bound already.
local function topic_permission(world, name, use)
  return {
    user = name, vhost = world.vhost, exchange = use.exchange,
    write = exactly(lists.names(use.events)), read = ".*",
  }
end

---@param world export.rabbitmq.world
---@param built export.rabbitmq.topology
---@return { permissions: table[], topic_permissions: table[]? }
function permissions.of(world, built)
  local granted, topics = {}, {}
  local name_of = names.space(names.same)
  for _, user in ipairs(collect(built.uses)) do
    local name = name_of(user.who.kind, user.who.name)
    world.out:loss(user.who, "its password", "no user: there has to be one before permissions are imported", "by hand")
    granted[#granted + 1] = permission(world, name, user)
    for _, use in ipairs(user.sends) do topics[#topics + 1] = topic_permission(world, name, use) end
  end
  return { permissions = granted, topic_permissions = #topics > 0 and topics or nil }
end

return permissions
