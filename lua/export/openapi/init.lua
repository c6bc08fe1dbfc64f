--- openapi: the contract of each service with endpoints over HTTP, as OpenAPI 3.1.

local contract = require "export.common.contract"
local graph = require "export.common.graph"
local names = require "export.common.names"
local operations = require "export.openapi.operations"
local schemas = require "export.common.schemas"
local servers = require "export.openapi.servers"
local teller = require "export.common.teller"
local templates = require "export.openapi.templates"

---@class export.openapi.world
---@field model frozen.model
---@field names export.names
---@field graph export.graph
---@field out export.out
---@field teller export.teller

---@class export.openapi.document what is gathered while operations are made
---@field schemas export.schemas
---@field schemes table<string, table> security schemes that are used
---@field inside table? the server inside of the platform
---@field version string? of all endpoints, where there is one
---@field id_of fun(text: string): string
---@field has_content boolean some request or answer has a body

local METHODS = {
  GET = "get", POST = "post", PUT = "put", PATCH = "patch", DELETE = "delete", HEAD = "head", OPTIONS = "options",
}

local function is_http(endpoint)
  return METHODS[endpoint.kind] ~= nil
end

--- The endpoints over HTTP; the others are reported where there are some.
local function endpoints_of(world, service)
  local list, others = {}, {}
  for _, endpoint in ipairs(service.endpoints) do
    table.insert(is_http(endpoint) and list or others, endpoint)
  end
  for _, endpoint in ipairs(others) do
    world.out:loss(endpoint, "an operation that is none of HTTP: " .. endpoint.kind, "nothing of it")
  end
  return list
end

--- The version all endpoints have in common.
local function version_of(endpoints)
  local version = endpoints[1].version
  for _, endpoint in ipairs(endpoints) do
    if endpoint.version ~= version then return nil end
  end
  return version
end

---@return export.openapi.document
local function document_for(world, service, endpoints)
  return {
    schemas = schemas.of(world.out, "#/components/schemas/"), schemes = {},
    inside = servers.inside(world, service), version = version_of(endpoints),
    id_of = names.mapper(names.identifier), has_content = false,
  }
end

--- OpenAPI takes two paths for one that differ in the names of their placeholders only: the first one's hold.
local function path_for(world, known, endpoint)
  local template = templates.read(endpoint.name)
  local first = known[template.shape]
  if not first then
    known[template.shape] = template
    return template
  end
  if first.path ~= template.path then
    world.out:loss(endpoint, "other names of placeholders than in the same path elsewhere", "those of the first one")
  end
  return templates.renamed(template, first)
end

local function paths_of(world, document, endpoints)
  local paths, known = {}, {}
  for _, endpoint in ipairs(endpoints) do
    local template, method = path_for(world, known, endpoint), METHODS[endpoint.kind]
    local item = paths[template.path] or {}
    if item[method] then
      world.out:loss(endpoint, "a second operation of the same method and path", "the first one")
    else
      item[method] = operations.of(world, document, endpoint, template)
    end
    paths[template.path] = item
  end
  return paths
end

local function components_of(document)
  local has_schemas, has_schemes = next(document.schemas.definitions), next(document.schemes)
  if not has_schemas and not has_schemes then return nil end
  return {
    schemas = has_schemas and document.schemas.definitions or nil,
    securitySchemes = has_schemes and document.schemes or nil,
  }
end

local function export_service(world, service, endpoints)
  local document = document_for(world, service, endpoints)
  local paths = paths_of(world, document, endpoints)
  if document.has_content then
    world.out:loss(service, "the media type of its bodies", "the one of the option media", "unsaid")
  end
  world.out:document(world.names:label(service), {
    openapi = "3.1.0",
    info = contract.info(world, service, document.version),
    externalDocs = contract.docs(world, service),
    servers = document.inside and { document.inside } or nil,
    paths = paths, components = components_of(document),
  })
end

---@param model frozen.model
---@param out export.out
local function export(model, out)
  local world = {
    model = model, names = names.of(model, out), graph = graph.of(model), out = out, teller = teller.of(out),
  }
  for _, service in ipairs(model.services) do
    local endpoints = endpoints_of(world, service)
    if #endpoints > 0 then export_service(world, service, endpoints) end
  end
end

---@type export.exporter
return {
  name = "openapi",
  summary = "OpenAPI 3.1: the contract of each service with endpoints over HTTP",
  order = {
    "openapi", "info", "title", "version", "externalDocs", "servers", "url", "paths", "components", "get", "put",
    "post", "delete", "options", "head", "patch", "operationId", "summary", "description", "tags", "deprecated",
    "name", "in", "parameters", "requestBody", "responses", "security", "type", "format", "required", "properties",
  },
  options = { { name = "media", default = "application/json", summary = "media type of requests and answers" } },
  export = export,
}
