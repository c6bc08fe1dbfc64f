--- rabbitmq: exchanges, queues and bindings of a broker as definitions that it imports, and apart from them who may
--- use them. A folder for each broker.
---
--- Permissions stand in a file of their own: they cannot be imported before their users are there, and users have
--- passwords, of which a model knows nothing.

local messages = require "export.common.messages"
local names = require "export.common.names"
local permissions = require "export.rabbitmq.permissions"
local teller = require "export.common.teller"
local topology = require "export.rabbitmq.topology"

---@class export.rabbitmq.world
---@field names export.names
---@field messages export.messages
---@field out export.out
---@field vhost string
---@field graves table<frozen.topic, boolean>
---@field here table<frozen.topic, string> the exchange of each topic of the broker at hand
---@field outside table<frozen.topic, boolean> topics whose dead letters go out of the model
---@field bound table<string, table<string, boolean>> queue → routing keys
---@field teller export.teller
---@field exchange_name fun(sort: string, text: string): string
---@field queue_name fun(sort: string, text: string): string

--- The parts of a definitions file; each may be empty.
local function definitions(world, tree)
  for _, key in ipairs { "exchanges", "queues", "bindings" } do tree[key] = world.out.list(tree[key]) end
  return tree
end

local function folder_of(world, part)
  if part.broker then return world.names:label(part.broker) end
  world.out:loss(world.messages.model, "the model gives no broker", "definitions for one called rabbitmq", "unsaid")
  return "rabbitmq"
end

local function export_part(world, part)
  if part.broker and part.broker.nodes then
    world.out:loss(part.broker, "how many nodes it has", "nothing: definitions are for a cluster that is there")
  end
  local built = topology.of(world, part)
  local folder = folder_of(world, part)
  world.out:document(folder .. "/definitions", definitions(world, {
    vhosts = { { name = world.vhost } },
    exchanges = built.exchanges, queues = built.queues, bindings = built.bindings,
  }))
  local granted = permissions.of(world, built)
  if #granted.permissions > 0 then world.out:document(folder .. "/permissions", definitions(world, granted)) end
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = {
    names = names.of(model, out), messages = messages.of(model), out = out, vhost = out.options.vhost,
    teller = teller.of(out),
  }
  world.graves = world.messages:graves()
  for _, part in ipairs(world.messages:parts("rabbitmq", out)) do export_part(world, part) end
end

---@type export.exporter
return {
  name = "rabbitmq",
  summary = "Definitions for RabbitMQ: exchanges, queues, bindings; permissions apart",
  formats = { "json" },
  order = {
    "vhosts", "exchanges", "queues", "bindings", "permissions", "topic_permissions", "name", "source", "user", "vhost",
    "exchange", "destination", "destination_type", "routing_key", "type", "durable", "auto_delete", "internal",
    "configure", "write", "read",
  },
  options = { { name = "vhost", default = "/", summary = "virtual host of everything" } },
  export = export,
}
