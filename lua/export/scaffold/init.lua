--- scaffold: a folder for each service with its skeleton: operations, health checks, Dockerfile, contract test.

local example = require "export.scaffold.example"
local names = require "export.common.names"
local pods = require "export.kubernetes.pods"
local readme = require "export.scaffold.readme"
local routes = require "export.scaffold.routes"
local stacks = require "export.scaffold.stacks"

---@class export.scaffold.stack
---@field name string as `literal` knows it
---@field title string
---@field framework string
---@field start string the command
---@field test string the command
---@field names "snake"|"camel" how it writes names of functions
---@field takes_crossing boolean whether its framework takes /a/{x}/c beside /a/b/{y}
---@field write fun(facts: export.scaffold.facts, out: export.out)

---@class export.scaffold.facts
---@field service frozen.service
---@field label string the folder
---@field stack export.scaffold.stack
---@field language string as the model says it, in letters and digits
---@field port integer
---@field operations export.scaffold.route[]
---@field health export.scaffold.route[]
---@field responses table<export.scaffold.route, table<string, any>> an example by the declared fields


-- ---- what it is made from ----

local function port_of(service, out)
  local scaffold = service.scaffold
  local ports = scaffold and #scaffold.ports > 0 and scaffold.ports or service.ports
  if #ports == 0 then out:loss(service, "the model gives no port", ("port %d"):format(pods.USUAL_PORT), "unsaid") end
  if #ports > 1 then out:loss(service, "a second port", "the first one only") end
  return ports[1] or pods.USUAL_PORT
end

local function example_of(item, fields, out)
  return example.of(fields, function()
    out:loss(item, "a type of field that is not one of the usual ones", "its name as an example")
  end)
end

local function facts_of(service, stack, language, world)
  local operations, health = routes.of(service, world.out, stack)
  local facts = {
    service = service, label = world.names:label(service), stack = stack, language = language,
    port = port_of(service, world.out), operations = operations, health = health, responses = {},
  }
  for _, route in ipairs(operations) do
    facts.responses[route] = example_of(route.item, route.item.response, world.out)
  end
  return facts
end

-- ---- the contract ----

local IN_QUERY = { GET = true, HEAD = true, DELETE = true }

local function encode(value)
  return (tostring(value):gsub("[^%w._~-]", function(byte) return ("%%%02X"):format(byte:byte()) end))
end

local function query_of(request)
  local pairs_of = {}
  for key, value in pairs(request) do
    pairs_of[#pairs_of + 1] = encode(key) .. "=" .. encode(type(value) == "table" and "example" or value)
  end
  return "?" .. table.concat(pairs_of, "&")
end

local function fields_of(response)
  local fields = {}
  for field in pairs(response or {}) do fields[#fields + 1] = field end
  return fields
end

local function call_of(route, facts, out)
  local request = example_of(route.item, route.item.request, out)
  local path = routes.path(route, "example")
  if request and IN_QUERY[route.method] then path, request = path .. query_of(request), nil end
  return {
    operation = route.method .. " " .. routes.path(route, "{%s}"),
    method = route.method, path = path, body = request,
    fields = out.list(fields_of(facts.responses[route])),
  }
end

local function contract_of(facts, out)
  local operations, health = {}, {}
  for _, route in ipairs(facts.operations) do operations[#operations + 1] = call_of(route, facts, out) end
  for _, route in ipairs(facts.health) do health[#health + 1] = routes.path(route, "example") end
  return { service = facts.service.name, operations = out.list(operations), health = out.list(health) }
end

-- ---- what a skeleton cannot say ----

---@type { [1]: fun(item: frozen.endpoint): boolean, [2]: string, [3]: string }[]
local ENDPOINT_LOSSES = {
  { function(item) return item.auth ~= nil and item.auth ~= "none" end, "what a caller has to show", "no check" },
  { function(item) return item.timeout_ms ~= nil end, "when an operation gives up", "no limit" },
}

local function report_service(service, out)
  for _, call in ipairs(service.dependencies) do
    if call.kind == "sync" then out:loss(call, "a call", "a line in the README") end
  end
  for _, on in ipairs(service.consumes) do out:loss(on, "a subscription", "a line in the README") end
  if #service.publishes > 0 then out:loss(service, "events it publishes", "lines in the README") end
  if #service.datastores > 0 then out:loss(service, "stores it keeps its data in", "lines in the README") end
  if service.scaffold and #service.scaffold.dependencies > 0 then
    out:loss(service.scaffold, "what it needs", "lines in the README")
  end
  if service.tracing then out:loss(service.tracing, "where spans are sent", "no tracing") end
end

local function report(facts, out)
  for _, route in ipairs(facts.operations) do
    for _, row in ipairs(ENDPOINT_LOSSES) do
      if row[1](route.item) then out:loss(route.item, row[2], row[3]) end
    end
  end
  for _, probe in ipairs(facts.service.health) do
    if #probe.depends_on > 0 then out:loss(probe, "what a check depends on", "a check that always passes") end
  end
  report_service(facts.service, out)
end

-- ---- the folders ----

local function write_service(service, world)
  local out = world.out
  local stack, language = stacks.of(service, out)
  if not stack then return end
  local facts = facts_of(service, stack, language, world)
  report(facts, out)
  out:document(facts.label .. "/contract", contract_of(facts, out))
  out:text(facts.label .. "/README.md", readme(facts))
  stack.write(facts, out)
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world, wanted = { out = out, names = names.of(model, out) }, out.options.service
  if wanted ~= "" and not model:find("service", wanted) then error(("there is no service '%s'"):format(wanted), 0) end
  for _, service in ipairs(model.services) do
    if wanted == "" or service.name == wanted then write_service(service, world) end
  end
end

---@type export.exporter
return {
  name = "scaffold",
  summary = "A skeleton of each service: python/fastapi, go/net-http, node/express, java/spring-boot",
  formats = { "json" },
  order = { "name", "service", "operation", "method", "path", "body", "fields" },
  options = { { name = "service", default = "", summary = "the only service to write; left out: all of them" } },
  export = export,
}
