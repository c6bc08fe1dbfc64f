--- Who talks to whom: what the model says with calls, routes, stores, topics and scenarios, as edges between
--- what has an address.

local lists = require "export.common.lists"
local once = require "export.common.once"

local graph = {}

---@class export.edge
---@field from frozen.item service, gateway or actor
---@field to frozen.item service, gateway, external, datastore or broker
---@field kind "sync"|"route"|"saga"|"store"|"broker"|"visit"|"steer"
---@field by frozen.item what the model says it with first
---@field said frozen.item[] all that it says it with
---@field of? export.edge[] of "steer": whose requests traffic rules send here, as a share or as a copy

---@class export.graph
---@field model frozen.model
---@field list export.edge[]
---@field leaving table<frozen.item, export.edge[]>
---@field arriving table<frozen.item, export.edge[]>
---@field known table<frozen.item, table<frozen.item, table<string, export.edge>>>
---@field slos_of table<frozen.item, frozen.slo[]>
---@field traffic_of table<frozen.item, frozen.traffic[]>
local Graph = {}
Graph.__index = Graph

--- What answers for an item: the service behind a gateway, where there is one.
---@param item frozen.item?
---@return frozen.item?
function graph.answering(item)
  return item and item.kind == "gateway" and item.service or item
end

--- The edge of this pair and kind; a new one where there is none.
local function edge_of(self, kind, from, to, by)
  local of_from = self.known[from] or {}
  local of_pair = of_from[to] or {}
  self.known[from], of_from[to] = of_from, of_pair
  if not of_pair[kind] then
    local edge = { from = from, to = to, by = by, kind = kind, said = {} }
    of_pair[kind], self.list[#self.list + 1] = edge, edge
    lists.put(self.leaving, from, edge)
    lists.put(self.arriving, to, edge)
  end
  return of_pair[kind]
end

---@return export.edge? edge nil: one end is not declared, or both are the same
local function add(self, kind, from, to, by)
  from, to = graph.answering(from), graph.answering(to)
  if not from or not to or from == to then return nil end
  local edge = edge_of(self, kind, from, to, by)
  if edge.said[#edge.said] ~= by then table.insert(edge.said, by) end
  return edge
end

--- The broker of a topic: the only one there is, where the topic does not say.
---@param topic frozen.item?
---@return frozen.item?
function Graph:broker(topic)
  if not topic then return nil end
  return topic.broker or (#self.model.brokers == 1 and not topic.broker_name and self.model.brokers[1]) or nil
end

local function add_messages(self, topic, by, ...)
  for _, service in ipairs { ... } do add(self, "broker", service, self:broker(topic), by) end
end

local function topic_of(event)
  return event and event.topic
end

local function add_calls(self)
  for _, call in ipairs(self.model.dependencies) do
    if call.kind == "sync" then
      add(self, "sync", call.owner, call.to, call)
    else
      add_messages(self, call.through or topic_of(call.event), call, call.owner, call.to)
    end
  end
end

local function add_route(self, gateway, route)
  add(self, "route", gateway, route.service, route)
  for _, destination in ipairs(route.split) do
    add(self, "route", gateway, destination.to, destination)
    add(self, "route", gateway, destination.mirror, destination)
  end
end

local function add_routes(self)
  for _, gateway in ipairs(self.model.gateways) do
    for _, route in ipairs(gateway.routes) do add_route(self, gateway, route) end
    local issuer = gateway.authentication and gateway.authentication.issuer
    add(self, "route", gateway, issuer and self.model:find("service", issuer), gateway)
  end
end

--- Pairs that the model has a word of their own for.
local function dependencies_between(model)
  local between = {}
  for _, call in ipairs(model.dependencies) do
    between[call.owner] = between[call.owner] or {}
    if call.to then between[call.owner][call.to] = true end
  end
  return between
end

--- An orchestrator asks for each step; how, is its dependencies' word where they have one.
local function add_sagas(self)
  local between = dependencies_between(self.model)
  for _, saga in ipairs(self.model.sagas) do
    for _, step in ipairs(saga.orchestrator and saga.steps or {}) do
      local told = between[saga.orchestrator] and step.service and between[saga.orchestrator][step.service]
      if not told then add(self, "saga", saga.orchestrator, step.service, step) end
    end
  end
end

local function add_stores(self)
  for _, store in ipairs(self.model.datastores) do
    for _, service in ipairs(store.users) do add(self, "store", service, store, store) end
  end
end

local function add_events(self)
  for _, event in ipairs(self.model.events) do
    for _, service in ipairs(event.publishers) do add_messages(self, event.topic, event, service) end
    for _, subscription in ipairs(event.consumers) do
      add_messages(self, event.topic, subscription, subscription.owner)
    end
  end
  for _, group in ipairs(self.model.consumer_groups) do
    for _, topic in ipairs(group.service and group.topics or {}) do add_messages(self, topic, group, group.service) end
  end
  for _, sourcing in ipairs(self.model.event_sourcings) do
    add_messages(self, sourcing.event_store and sourcing.event_store.topic, sourcing, sourcing.service)
  end
end

--- Actors call what scenarios say; services what their dependencies say.
local function add_visits(self, steps)
  for _, step in ipairs(steps) do
    if step.kind ~= "message" then
      add_visits(self, step.steps)
    elseif step.style == "call" and step.from and step.from.kind == "actor" then
      add(self, "visit", step.from, step.to, step)
    end
  end
end

-- ---- what traffic rules do with requests ----

local function has_route_to(gateway, service)
  for _, route in ipairs(gateway.routes) do
    if route.service == service then return true end
  end
  return false
end

--- Whether a traffic rule is what leads from its gateway to its host: no route does.
---@param traffic frozen.traffic
---@return boolean
function graph.is_entry(traffic)
  local host = traffic.host
  return traffic.gateway ~= nil and host ~= nil and host.kind == "service"
    and not has_route_to(traffic.gateway, host)
end

-- Shares of a route go where it says; nobody fetches keys from anyone but the issuer.
local STEERED = { sync = true, step = true, route = true, traffic = true }

--- Whether a rule holds for requests like these. Those of actors come from where no proxy is.
local function concerns(traffic, edge)
  if edge.kind == "visit" or edge.kind == "steer" then return false end
  if traffic.gateway and graph.answering(traffic.gateway) ~= edge.from then return false end
  for _, item in ipairs(edge.said) do
    if STEERED[item.kind] then return true end
  end
  return false
end

local function steer(self, edge, to, by)
  local steered = add(self, "steer", edge.from, to, by)
  if not steered then return end
  steered.of = steered.of or {}
  if steered.of[#steered.of] ~= edge then table.insert(steered.of, edge) end
end

local function add_traffic(self, traffic)
  for _, edge in ipairs(lists.joined(self:to(traffic.host))) do
    for _, destination in ipairs(concerns(traffic, edge) and traffic.routes or {}) do
      if destination.to ~= traffic.host then steer(self, edge, destination.to, destination) end
      if destination.mirror ~= traffic.host then steer(self, edge, destination.mirror, destination) end
    end
  end
end

--- Entries first: what comes in by them is steered like the rest.
local function add_steering(self)
  for _, traffic in ipairs(self.model.traffic) do
    if graph.is_entry(traffic) then add(self, "route", traffic.gateway, traffic.host, traffic) end
  end
  for _, traffic in ipairs(self.model.traffic) do
    if traffic.host and traffic.host.kind == "service" then add_traffic(self, traffic) end
  end
end

local function slos_by_holder(model)
  local by_holder = {}
  for _, slo in ipairs(model.slos) do
    if slo.owner then lists.put(by_holder, slo.owner, slo) end
    if slo.service and slo.service ~= slo.owner then lists.put(by_holder, slo.service, slo) end
  end
  return by_holder
end

---@type fun(model: frozen.model): export.graph
graph.of = once(function(model)
  local self = setmetatable({
    model = model, list = {}, leaving = {}, arriving = {}, known = {}, slos_of = slos_by_holder(model),
    traffic_of = lists.by(model.traffic, "host"),
  }, Graph)
  add_calls(self)
  add_routes(self)
  add_sagas(self)
  add_stores(self)
  add_events(self)
  for _, scenario in ipairs(model.scenarios) do add_visits(self, scenario.steps) end
  add_steering(self)
  return self
end)

---@return export.edge[]
function Graph:edges()
  return self.list
end

---@param item frozen.item
---@return export.edge[]
function Graph:from(item)
  return self.leaving[item] or {}
end

---@param item frozen.item
---@return export.edge[]
function Graph:to(item)
  return self.arriving[item] or {}
end

--- Each other end once, in the order of the edges.
---@param edges export.edge[]
---@param side "from"|"to"
---@return frozen.item[]
function graph.ends(edges, side)
  local items, seen = {}, {}
  for _, edge in ipairs(edges) do
    if not seen[edge[side]] then items[#items + 1] = edge[side] end
    seen[edge[side]] = true
  end
  return items
end

--- The ports of a service, each once.
---@param service frozen.service
---@return integer[]
function Graph.ports(_, service)
  local ports, seen = {}, {}
  for _, port in ipairs(service.ports) do
    if not seen[port] then ports[#ports + 1] = port end
    seen[port] = true
  end
  return ports
end

local PROTOCOLS = { grpc = "grpc", rest = "http", graphql = "http", tcp = "tcp", thrift = "tcp" }
local OPERATIONS = { rpc = "grpc", GET = "http", POST = "http", PUT = "http", PATCH = "http", DELETE = "http",
  HEAD = "http", OPTIONS = "http", query = "http", mutation = "http" }

local function add_protocol(protocols, protocol)
  if protocol then protocols[protocol] = true end
end

--- What a service speaks: its operations tell, else its callers; http where nobody does.
---@param service frozen.service
---@return "grpc"|"http"|"tcp"
---@return boolean is_mixed it speaks another one, too
function Graph.protocol(_, service)
  local protocols = {}
  for _, endpoint in ipairs(service.endpoints) do add_protocol(protocols, OPERATIONS[endpoint.kind]) end
  for _, call in ipairs(next(protocols) and {} or service.callers) do
    add_protocol(protocols, PROTOCOLS[call.protocol])
  end
  local first = next(protocols)
  return first or "http", first ~= nil and next(protocols, first) ~= nil
end

local function labels_of(subset)
  local labels = {}
  for key, value in pairs(subset.labels) do labels[key] = value end
  if next(labels) == nil then labels.version = subset.version or subset.name end
  return labels
end

--- The versions of a service that traffic rules tell apart.
---@param service frozen.service
---@return { name: string, labels: table<string, string>, by: frozen.item }[]
function Graph:subsets(service)
  local subsets, seen = {}, {}
  for _, traffic in ipairs(self:traffic(service)) do
    for _, subset in ipairs(traffic.subsets) do
      if not seen[subset.name] then
        subsets[#subsets + 1] = { name = subset.name, labels = labels_of(subset), by = subset }
      end
      seen[subset.name] = true
    end
  end
  return subsets
end

--- The traffic rules for requests to a host.
---@param host frozen.item
---@return frozen.traffic[]
function Graph:traffic(host)
  return self.traffic_of[host] or {}
end

--- How its instances are chosen, by the first traffic rule that says so.
---@param host frozen.item
---@return frozen.traffic? traffic with `load_balancing`
function Graph:balancing(host)
  for _, traffic in ipairs(self:traffic(host)) do
    if traffic.load_balancing then return traffic end
  end
  return nil
end

--- The objectives of a service, wherever they are declared.
---@param service frozen.item
---@return frozen.slo[]
function Graph:slos(service)
  return self.slos_of[service] or {}
end

return graph
