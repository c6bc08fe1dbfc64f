--- What a person reads first in the folder of a skeleton.

local fill = require "export.scaffold.template"
local literal = require "export.scaffold.literal"
local names = require "export.common.names"
local routes = require "export.scaffold.routes"

local README = [[
# {{title}}

{{description}}
A skeleton in {{stack}}. Every operation is there: until somebody writes it, it answers with an example where the
model declares the fields of its answer, else with 501.

| to | do |
|---|---|
| start it, on port {{port}} or that of the variable `PORT` | `{{start}}` |
| hold it against its contract | `{{test}}` |
| make an image | `docker build -t {{label}} .` |

The contract test calls all that `contract.json` lists. An operation passes with 501, or with a success that has the
declared fields; a health check passes with 200. Change the example requests there to ones that your data answers.

{{operations}}
{{health}}
{{needs}}
]]

local function cell(text)
  return literal.markdown(text or "")
end

local function notes_of(endpoint)
  local notes = {}
  if endpoint.auth then notes[#notes + 1] = "auth: " .. endpoint.auth end
  if endpoint.idempotent then notes[#notes + 1] = "idempotent" end
  if endpoint.version then notes[#notes + 1] = "version " .. endpoint.version end
  if endpoint.deprecated then notes[#notes + 1] = "deprecated" end
  if endpoint.sunset then notes[#notes + 1] = "goes away on " .. endpoint.sunset end
  return table.concat(notes, ", ")
end

local function section(title, header, rows)
  if #rows == 0 then return {} end
  return { "## " .. title .. "\n", header, table.concat(rows, "\n") .. "\n" }
end

local function operations(facts)
  local rows = {}
  for _, route in ipairs(facts.operations) do
    rows[#rows + 1] = ("| %s `%s` | %s | %s |"):format(
      route.method, routes.path(route, "{%s}"), cell(route.item.summary), cell(notes_of(route.item)))
  end
  return section("Operations", "| | | |\n|---|---|---|", rows)
end

local function health(facts)
  local rows = {}
  for _, route in ipairs(facts.health) do
    rows[#rows + 1] = ("| `%s` | %s |"):format(routes.path(route, "{%s}"), route.item.kind)
  end
  return section("Health", "| | |\n|---|---|", rows)
end

local function add_needs(rows, word, items, name_of)
  for _, item in ipairs(items) do rows[#rows + 1] = ("| %s | %s |"):format(word, cell(name_of(item))) end
end

local function name_of(item)
  return item.name
end

local function call_of(call)
  local text = call.to_name or call.to.name
  for index, endpoint in ipairs(call.endpoints) do text = text .. (index == 1 and ": " or ", ") .. endpoint end
  return call.timeout_in_force_ms and ("%s, within %g ms"):format(text, call.timeout_in_force_ms) or text
end

--- What the model says about its neighbours, for whoever writes the operations.
local function needs(facts)
  local service, rows, calls = facts.service, {}, {}
  for _, call in ipairs(service.dependencies) do
    if call.kind == "sync" then calls[#calls + 1] = call end
  end
  add_needs(rows, "calls", calls, call_of)
  add_needs(rows, "stores in", service.datastores, name_of)
  add_needs(rows, "publishes", service.publishes, name_of)
  add_needs(rows, "consumes", service.consumes, name_of)
  if service.scaffold then
    add_needs(rows, "needs", service.scaffold.dependencies, names.same)
  end
  return section("Still to be written", "| | |\n|---|---|", rows)
end

---@param facts export.scaffold.facts
---@return string
return function(facts)
  local description = facts.service.description
  local text = fill(README, {
    title = literal.markdown(facts.service.name),
    description = description and { (literal.markdown(description):gsub("[.!]?$", ".\n", 1)) } or {},
    stack = facts.stack.title, port = facts.port, start = facts.stack.start, test = facts.stack.test,
    label = facts.label, operations = operations(facts), health = health(facts), needs = needs(facts),
  })
  return (text:gsub("\n\n\n+", "\n\n"):gsub("\n+$", "\n"))
end
