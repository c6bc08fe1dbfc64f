--- APIs of services: one for each style of its operations, one for the events it publishes.

local definitions = require "export.backstage.definitions"
local graph = require "export.common.graph"

local apis = {}

---@class export.backstage.api
---@field service frozen.service
---@field style "openapi"|"grpc"|"graphql"|"asyncapi"
---@field items frozen.item[] operations or events
---@field name string

local STYLES = { "openapi", "grpc", "graphql", "asyncapi" }

local function add_item(by_style, style, item)
  by_style[style] = by_style[style] or {}
  table.insert(by_style[style], item)
end

local function items_by_style(service, out)
  local by_style = {}
  for _, endpoint in ipairs(service.endpoints) do
    local style = definitions.style(endpoint)
    if style then
      add_item(by_style, style, endpoint)
    else
      out:loss(endpoint, "a function that something else calls", "no API")
    end
  end
  for _, event in ipairs(service.publishes) do add_item(by_style, "asyncapi", event) end
  return by_style
end

--- All APIs of a service, in the order of the styles.
---@param service frozen.service
---@param name_of fun(text: string): string
---@param out export.out
---@return export.backstage.api[]
function apis.of(service, name_of, out)
  local list, by_style = {}, items_by_style(service, out)
  for _, style in ipairs(STYLES) do
    if by_style[style] then
      list[#list + 1] = {
        service = service, style = style, items = by_style[style],
        name = name_of(("%s %s"):format(service.name, style)),
      }
    end
  end
  return list
end

-- ---- who consumes which ----

local PROTOCOLS = { rest = "openapi", grpc = "grpc", graphql = "graphql" }

--- "POST /orders", "OrderService/Create"
local function style_of_operation(operation)
  if operation:match("^%u+%s+/") then return "openapi" end
  return operation:match("^[^%s/]+/[^%s/]+$") and "grpc" or nil
end

local function style_of_call(call)
  if PROTOCOLS[call.protocol] then return PROTOCOLS[call.protocol] end
  for _, operation in ipairs(call.endpoints) do
    local style = style_of_operation(operation)
    if style then return style end
  end
  return nil
end

--- The only one that answers calls, where a call does not say which.
local function only_answering(list)
  local found
  for _, api in ipairs(list) do
    if api.style ~= "asyncapi" then
      if found then return nil end
      found = api
    end
  end
  return found
end

local function find(list, style)
  for _, api in ipairs(list or {}) do
    if api.style == style then return api end
  end
  return nil
end

--- The API that a call is made to; nil where the model does not say enough.
---@param of_service table<frozen.service, export.backstage.api[]>
---@param call frozen.sync
---@return export.backstage.api?
function apis.called(of_service, call)
  local list = of_service[graph.answering(call.to)]
  if not list then return nil end
  local style = style_of_call(call)
  return style and find(list, style) or only_answering(list)
end

--- The APIs that a service hears events from.
---@param of_service table<frozen.service, export.backstage.api[]>
---@param service frozen.service
---@return export.backstage.api[]
function apis.heard(of_service, service)
  local list = {}
  for _, subscription in ipairs(service.consumes) do
    for _, publisher in ipairs(subscription.event and subscription.event.publishers or {}) do
      list[#list + 1] = publisher ~= service and find(of_service[publisher], "asyncapi") or nil
    end
  end
  return list
end

return apis
