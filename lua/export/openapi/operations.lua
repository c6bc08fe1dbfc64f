--- One operation: what it takes, what it answers, who may ask.

local contract = require "export.common.contract"
local names = require "export.common.names"
local security = require "export.openapi.security"
local servers = require "export.openapi.servers"

local operations = {}

--- Methods whose requests have no body of a meaning.
local WITHOUT_BODY = { GET = true, HEAD = true, DELETE = true, OPTIONS = true }

-- ---- parameters ----

--- What a placeholder asks for, where that is a type: {id:int}.
local function hinted(document, parameter, endpoint)
  if not parameter.hint or not parameter.hint:match("^%a%w*$") then return { type = "string" } end
  return (document.schemas:type(parameter.hint, endpoint))
end

local function path_parameters(document, template, fields, endpoint)
  local list = {}
  for _, parameter in ipairs(template.parameters) do
    local schema = fields[parameter.own] or hinted(document, parameter, endpoint)
    fields[parameter.own] = nil
    list[#list + 1] = { name = parameter.name, ["in"] = "path", required = true, schema = schema }
  end
  return list
end

local function add_query_parameters(list, world, template, fields)
  local seen = {}
  local function add(name)
    if seen[name] then return end
    seen[name] = true
    list[#list + 1] = { name = name, ["in"] = "query", schema = fields[name] or world.out.map() }
    fields[name] = nil
  end
  for _, name in ipairs(template.query) do add(name) end
  return add
end

-- ---- bodies ----

local function content_of(world, document, schema)
  if not schema then return nil end
  document.has_content = true
  return { [world.out.options.media] = { schema = schema } }
end

local function body_of(world, document, fields, endpoint)
  if next(fields) == nil then return nil end
  world.out:loss(endpoint, "which fields of a request must be there", "none of them", "unsaid")
  return { content = content_of(world, document, { type = "object", properties = fields }) }
end

--- Fields of the request that the path does not hold go into the query or the body.
local function request_of(world, document, endpoint, template)
  local fields = document.schemas:properties(endpoint.request, endpoint) or {}
  local list = path_parameters(document, template, fields, endpoint)
  local add = add_query_parameters(list, world, template, fields)
  if WITHOUT_BODY[endpoint.kind] then
    for name in pairs(fields) do add(name) end
  end
  return #list > 0 and list or nil, body_of(world, document, fields, endpoint)
end

--- Of its answers the model says only what a good one holds.
local function responses_of(world, document, endpoint)
  local schema = endpoint.kind ~= "HEAD" and document.schemas:object(endpoint.response, endpoint) or nil
  return { ["2XX"] = { description = "Success", content = content_of(world, document, schema) } }
end

-- ---- reports ----

local LOSSES = {
  { "latency_p50_ms", "how long it takes to answer", "nothing" },
  { "latency_p99_ms", "how long it takes to answer", "nothing" },
  { "timeout_ms", "when the service itself gives up", "nothing" },
}

local ODDITIES = {
  { "wildcard", "a placeholder of several segments", "one of a single segment" },
  { "optional", "a placeholder that may be missing", "one that must be there" },
}

local function report(world, endpoint, template)
  local told = {}
  for _, row in ipairs(LOSSES) do
    if endpoint[row[1]] and not told[row[2]] then world.out:loss(endpoint, row[2], row[3]) end
    told[row[2]] = told[row[2]] or endpoint[row[1]]
  end
  for _, row in ipairs(ODDITIES) do
    if template.odd[row[1]] then world.out:loss(endpoint, row[2], row[3]) end
  end
end

-- ---- the operation ----

local function id_of(endpoint, template)
  local words = template.path:gsub("[^%w]+", "_"):gsub("^_", ""):gsub("_$", "")
  return names.identifier(endpoint.kind:lower() .. (words ~= "" and "_" .. words or ""))
end

--- True is worth saying where methods do not say it themselves (RFC 9110).
local function is_notable(endpoint)
  return endpoint.idempotent ~= nil and (endpoint.kind == "POST" or endpoint.kind == "PATCH" or not endpoint.idempotent)
end

--- What goes into the document under the method's name.
---@param world export.openapi.world
---@param document export.openapi.document
---@param endpoint frozen.item
---@param template export.template
---@return table
function operations.of(world, document, endpoint, template)
  report(world, endpoint, template)
  local parameters, body = request_of(world, document, endpoint, template)
  return world.out.ordered({ "operationId", "summary", "description", "tags", "deprecated", "servers" }, {
    operationId = document.id_of(id_of(endpoint, template)),
    summary = endpoint.summary, description = endpoint.description,
    tags = #endpoint.tags > 0 and endpoint.tags or nil,
    externalDocs = contract.docs(world, endpoint),
    deprecated = endpoint.deprecated,
    parameters = parameters, requestBody = body,
    responses = responses_of(world, document, endpoint),
    security = security.of(world, document.schemes, endpoint),
    servers = servers.of(world, endpoint, document.inside),
    ["x-sunset"] = endpoint.sunset,
    ["x-idempotent"] = is_notable(endpoint) and endpoint.idempotent or nil,
    ["x-version"] = not document.version and endpoint.version or nil,
  })
end

return operations
