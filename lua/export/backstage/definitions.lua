--- The texts of API entities: what the model says of operations and events, in the form that a catalog shows.

local asyncapi = require "export.asyncapi"
local embedded = require "export.common.embedded"
local names = require "export.common.names"
local openapi = require "export.openapi"

local definitions = {}

local METHODS = {
  GET = "openapi", POST = "openapi", PUT = "openapi", PATCH = "openapi", DELETE = "openapi", HEAD = "openapi",
  OPTIONS = "openapi", rpc = "grpc", query = "graphql", mutation = "graphql",
}

--- The sort of API that an operation belongs to; nil for a function's handler.
---@param endpoint frozen.item
---@return "openapi"|"grpc"|"graphql"|nil
function definitions.style(endpoint)
  return METHODS[endpoint.kind]
end

-- ---- gRPC ----

local function message_of(name, fields)
  local lines = { ("message %s {"):format(name) }
  for field, kind in pairs(fields) do
    lines[#lines + 1] = (("  // %s: %s"):format(field, kind):gsub("%c", " ")) -- numbers of fields are not known
  end
  lines[#lines + 1] = "}"
  return table.concat(lines, "\n")
end

--- "Catalog/GetProducts": service and method.
local function parts_of(endpoint)
  local service, method = endpoint.name:match("^(.*)/([^/]*)$")
  return names.identifier(service and service:match("[^.]*$") or endpoint.owner.name),
    names.identifier(method or endpoint.name)
end

local function grpc(endpoints)
  local services, order, messages, seen = {}, {}, {}, {}
  for _, endpoint in ipairs(endpoints) do
    local service, method = parts_of(endpoint)
    if not services[service] then services[service], order[#order + 1] = {}, service end
    if not seen[service .. "/" .. method] then
      table.insert(services[service], ("  rpc %s (%sRequest) returns (%sResponse);"):format(method, method, method))
    end
    if not seen[method] then
      messages[#messages + 1] = message_of(method .. "Request", endpoint.request)
      messages[#messages + 1] = message_of(method .. "Response", endpoint.response)
    end
    seen[method], seen[service .. "/" .. method] = true, true
  end
  local parts = { 'syntax = "proto3";' }
  for _, service in ipairs(order) do
    parts[#parts + 1] = ("service %s {\n%s\n}"):format(service, table.concat(services[service], "\n"))
  end
  return table.concat(parts, "\n\n") .. "\n\n" .. table.concat(messages, "\n\n") .. "\n"
end

-- ---- GraphQL ----

local ROOTS = { { kind = "query", name = "Query" }, { kind = "mutation", name = "Mutation" } }

local function arguments_of(endpoint)
  local list = {}
  for name in pairs(endpoint.request) do list[#list + 1] = names.identifier(name) .. ": Unknown" end
  return #list > 0 and ("(%s)"):format(table.concat(list, ", ")) or ""
end

local function field_of(endpoint)
  local summary = endpoint.summary and ('  "%s"\n'):format((endpoint.summary:gsub('[%c"\\]', " "))) or ""
  return ("%s  %s%s: Unknown"):format(summary, names.identifier(endpoint.name), arguments_of(endpoint))
end

local function graphql(endpoints)
  local parts = { "scalar Unknown" }
  for _, root in ipairs(ROOTS) do
    local fields = {}
    for _, endpoint in ipairs(endpoints) do
      if endpoint.kind == root.kind then fields[#fields + 1] = field_of(endpoint) end
    end
    if #fields > 0 then parts[#parts + 1] = ("type %s {\n%s\n}"):format(root.name, table.concat(fields, "\n")) end
  end
  return table.concat(parts, "\n\n") .. "\n"
end

local WRITERS = { grpc = grpc, graphql = graphql }
local CONTRACTS = { openapi = openapi, asyncapi = asyncapi }

--- The texts of all APIs: those of the targets openapi and asyncapi, and what gRPC and GraphQL can say without the
--- types of fields.
---@param model frozen.model
---@param out export.out
---@return fun(api: export.backstage.api): string
function definitions.of(model, out)
  local texts, labels = {}, names.of(model, out)
  for style, exporter in pairs(CONTRACTS) do texts[style] = embedded.documents(exporter, model, out) end
  return function(api)
    if texts[api.style] then
      out:loss(api.service, "what a contract leaves open", "the contract as its target writes and reports it",
        { target = api.style })
      return texts[api.style][labels:label(api.service)]
    end
    out:loss(api.service, "the types of an API's fields: " .. api.style, "operations without them")
    return WRITERS[api.style](api.items)
  end
end

return definitions
