--- The targets backstage, structurizr and calm: the same architecture in three catalogs. Every reference leads
--- somewhere, every name stands once, and what a catalog has no word for is told.

local exported = require "tests.spec.exported"
local helpers = require "tests.spec.helpers"
local platforms = require "tests.spec.platforms"

--- Names that clash on purpose: a context, a service, a topic, a store, an actor called orders.
local SHOP = [[
architecture "The Shop" { owner = "platform", version = "2", pattern = "microservices" }
team "platform" { contact = "#platform", members = { "Ann Smith", "Bo" } }
team "sales" { contact = "sales@example.com", members = { "Bo" } }
actor "orders" { description = "Orders" }
actor "customer" {}
external "bank" { technology = "REST" }
context "business" {}
context "orders" {
  parent = "business", owner = "sales", subdomain = "core", language = { Order = "An intent | to buy" },
}
context "money" {}
relationship { upstream = "money", downstream = "orders", pattern = "customer-supplier", exposes = { "Account" } }
broker "bus" { technology = "kafka", description = "Carries events" }
topic "orders" { broker = "bus", dead_letter = "parked" }
topic "parked" { broker = "bus" }
service "orders" {
  context = "orders", criticality = "high", technologies = { language = "go" }, tags = { "PCI DSS", "a,b" },
  properties = { owner = "me", ["a key"] = "v" }, ports = { 8080 },
  links = { { title = "Handbook", url = "https://example.com/h" }, { title = "Notes", url = "docs/notes.md" } },
  endpoints = { POST "/orders/{id}" { request = { sku = "string" } }, query "order" {}, handler "nightly" {} },
  dependencies = {
    sync "payment" { endpoint = "Pay/Charge", timeout = "200ms", retry = { max_attempts = 3 } },
    sync "payment" { endpoint = "Pay/Refund" },
    sync "bank" { protocol = "rest", circuit_breaker = { failure_threshold = 5, reset_timeout = "30s" } },
  },
  publishes = { event "order.created" { topic = "orders", schema = { id = "uuid" } } },
  datastores = { datastore "orders" { technology = "postgresql", data = "pii", purpose = "All orders" } },
  slos = { slo "availability" { target = "99.9%", window = "30d" } },
}
service "payment" {
  context = "money", endpoints = { rpc "Pay/Charge" {}, rpc "Pay/Refund" {} }, consumes = { on "order.created" {} },
}
gateway "front" { service = "front", routes = { route "/x" { service = "orders" } } }
service "front" { context = "money", dependencies = { sync "orders" { endpoint = "POST /orders/{id}" } } }
scenario "buy" {
  "customer -> front: GET /x", "front -> orders: POST /orders/1",
  alt "paid" { "orders -> payment: Pay/Charge", "payment --> orders: ok" },
  "orders --> front: 201", "front --> customer: 201", "payment -> bank: never declared",
}
saga "buy" {
  coordination = "orchestration", orchestrator = "orders",
  steps = { step "pay" { service = "payment", action = "charge", compensation = "refund" } },
}
]]

-- ---- backstage ----

--- "kind:name" of what an entity refers to, by field; plain names are of the kind given here.
local REFERENCES = {
  owner = "group", system = "system", domain = "domain", subdomainOf = "domain", providesApis = "api",
  consumesApis = "api", dependsOn = "component", members = "user", memberOf = "group",
}

local function full(reference, kind)
  return reference:find(":", 1, true) and reference or kind .. ":" .. reference
end

local function references_of(entity)
  local list = {}
  for field, kind in pairs(REFERENCES) do
    local value = entity.spec[field]
    for _, reference in ipairs(type(value) == "table" and value or { value }) do
      list[#list + 1] = full(reference, kind)
    end
  end
  return list
end

local function dangling(result)
  local known, list = { ["group:unknown"] = true }, {}
  for _, entity in ipairs(result.documents) do known[entity.kind:lower() .. ":" .. entity.metadata.name] = true end
  for _, entity in ipairs(result.documents) do
    for _, reference in ipairs(references_of(entity)) do
      if not known[reference] then list[#list + 1] = entity.metadata.name .. " -> " .. reference end
    end
  end
  return list
end

describe("backstage", function()
  local result
  setup(function() result = exported.of("backstage", SHOP) end)

  it("has domains of systems of components", function()
    assert.equal("group:platform", result:spec("Domain", "the-shop").owner)
    assert.equal("The Shop", result:find("Domain", "the-shop").metadata.title)
    assert.equal("the-shop", result:spec("Domain", "business").subdomainOf)
    assert.equal("business", result:spec("System", "orders").domain)
    assert.equal("the-shop", result:spec("System", "money").domain)
    local orders = result:spec("Component", "orders")
    assert.equal("orders", orders.system)
    assert.equal("group:sales", orders.owner)
    assert.equal("production", orders.lifecycle)
  end)

  it("tells APIs from other needs", function()
    local orders = result:spec("Component", "orders")
    assert.same({ "orders-openapi", "orders-graphql", "orders-asyncapi" }, orders.providesApis)
    assert.same({ "payment-grpc" }, orders.consumesApis)
    local needs = {}
    for _, need in ipairs(orders.dependsOn) do needs[need] = true end
    assert.is_true(needs["resource:bank"] and needs["resource:orders-topic"] and needs["resource:orders"])
    assert.is_nil(needs["component:payment"])
    assert.same({ "orders-asyncapi" }, result:spec("Component", "payment").consumesApis)
    assert.same({ "orders-openapi" }, result:spec("Component", "front").consumesApis)
  end)

  it("gives every kind its own names, once each", function()
    local seen = {}
    for _, entity in ipairs(result.documents) do
      local key = entity.kind .. " " .. entity.metadata.name:lower()
      assert.is_nil(seen[key], key)
      seen[key] = true
    end
    assert.equal("database", result:spec("Resource", "orders").type)
    assert.equal("topic", result:spec("Resource", "orders-topic").type)
    assert.equal("orders", result:find("Resource", "orders-topic").metadata.title)
    assert.same({ "resource:parked", "resource:bus" }, result:spec("Resource", "orders-topic").dependsOn)
  end)

  it("keeps facts as annotations, tags and links in the catalog's form", function()
    local metadata = result:find("Component", "orders").metadata
    assert.equal("99.9% in 30d", metadata.annotations["objective.availability"])
    assert.equal("me", metadata.annotations["property.owner"])
    assert.equal("v", metadata.annotations["a-key"])
    assert.same({ "pci-dss", "a-b" }, metadata.tags)
    assert.same({ { title = "Handbook", url = "https://example.com/h" } }, metadata.links)
    assert.is_true(result:lost("a link that is no whole address", "orders"))
    assert.equal("pii", result:find("Resource", "orders").metadata.annotations.data)
  end)

  it("knows teams and who is in them", function()
    assert.same({ "ann-smith", "bo" }, result:spec("Group", "platform").members)
    assert.equal("sales@example.com", result:spec("Group", "sales").profile.email)
    assert.equal("#platform", result:find("Group", "platform").metadata.annotations.contact)
    assert.same({ "platform", "sales" }, result:spec("User", "bo").memberOf)
  end)

  it("writes APIs in the words of their kind", function()
    local definition = result:spec("API", "orders-openapi").definition
    assert.is_truthy(helpers.json(definition).paths["/orders/{id}"].post)
    assert.is_truthy(result:spec("API", "payment-grpc").definition
      :find("rpc Charge (ChargeRequest) returns (ChargeResponse);", 1, true))
    assert.is_truthy(result:spec("API", "orders-graphql").definition:find("type Query {\n  order: Unknown\n}", 1, true))
    assert.is_truthy(helpers.json(result:spec("API", "orders-asyncapi").definition).channels)
    local own = exported.of("openapi", SHOP).files
    assert.equal("orders.json", own[#own]:match("[^/]*$"))
    assert.equal(helpers.read(own[#own]), definition)
    assert.is_true(result:lost("no API", "orders"))
  end)

  it("has contracts in it that their own schemas take", function()
    local why = platforms.why_not()
    if why then return pending(why) end
    local files, folder = {}, helpers.temp_dir()
    for _, model in ipairs { SHOP, "models/ecommerce", "models/streaming" } do
      for _, entity in ipairs(exported.of("backstage", model).documents) do
        if entity.kind == "API" and entity.spec.type:match("api$") then
          files[#files + 1] = ("%s/%d.json"):format(folder, #files)
          helpers.write(files[#files], entity.spec.definition)
        end
      end
    end
    assert.is_true(#files > 10)
    local well, told = platforms.validate(files)
    assert(well, told)
  end)

  it("leads nowhere into the void, in no model", function()
    assert.same({}, dangling(result))
    for _, name in ipairs { "ecommerce", "banking", "streaming", "healthcare" } do
      assert.same({}, dangling(exported.of("backstage", "models/" .. name)), name)
    end
  end)

  it("says what it needs and the model does not say", function()
    assert.is_true(result:lost("the model gives no lifecycle"))
    assert.is_true(result:lost("the model gives no owner; instead: the owner unknown", "bank"))
    assert.is_true(result:lost("a scenario", "buy"))
    assert.is_true(result:lost("how two contexts stand to each other"))
    local other = exported.of("backstage", SHOP, { "--set", "lifecycle=experimental", "--set", "owner=guests" })
    assert.equal("experimental", other:spec("Component", "orders").lifecycle)
    assert.equal("guests", other:spec("Resource", "bank").owner)
  end)
end)

-- ---- structurizr ----

--- Elements and relationships of a workspace, by id.
local function inventory(workspace)
  local elements, arrows = {}, {}
  local function add(element)
    elements[element.id] = element
    for _, arrow in ipairs(element.relationships or {}) do arrows[arrow.id] = arrow end
    for _, container in ipairs(element.containers or {}) do add(container) end
  end
  for _, person in ipairs(workspace.model.people or {}) do add(person) end
  for _, system in ipairs(workspace.model.softwareSystems) do add(system) end
  return elements, arrows
end

local function named(elements, name, tag)
  for _, element in pairs(elements) do
    if element.name == name and element.tags:find(tag, 1, true) then return element end
  end
end

local function arrows_between(arrows, from, to)
  local list = {}
  for _, arrow in pairs(arrows) do
    if arrow.sourceId == from.id and arrow.destinationId == to.id then list[#list + 1] = arrow end
  end
  return list
end

describe("structurizr", function()
  local workspace, result, elements, arrows
  setup(function()
    result = exported.of("structurizr", SHOP)
    workspace = result.documents[1]
    elements, arrows = inventory(workspace)
  end)

  it("has one system with containers in groups", function()
    assert.equal("The Shop", workspace.model.softwareSystems[1].name)
    assert.equal("business/orders", named(elements, "orders", "Service").group)
    assert.equal("bus", named(elements, "orders topic", "Topic").group)
    assert.equal("postgresql", named(elements, "orders datastore", "Datastore").technology)
    assert.is_nil(workspace.model.softwareSystems[2].containers)
  end)

  it("has one arrow for all calls of a pair, with how they are made", function()
    local list = arrows_between(arrows, named(elements, "orders", "Service"), named(elements, "payment", "Service"))
    assert.equal(1, #list)
    assert.equal("calls Pay/Charge, Pay/Refund", list[1].description)
    assert.equal("200ms", list[1].properties.timeout)
    assert.equal("3", list[1].properties.attempts)
    assert.equal("Synchronous", list[1].interactionStyle)
    assert.is_true(result:lost("calls of one pair that are made differently"))
    local payment, topic = named(elements, "payment", "Service"), named(elements, "orders topic", "Topic")
    local event = arrows_between(arrows, payment, topic)
    assert.equal("subscribes to order.created", event[1].description)
    assert.equal("Asynchronous", event[1].interactionStyle)
  end)

  it("shows from afar what people and other systems have to do with it", function()
    local system, bank = workspace.model.softwareSystems[1], named(elements, "bank", "External")
    local implied = arrows_between(arrows, system, bank)
    assert.equal(1, #implied)
    assert.equal(named(elements, "orders", "Service").id, arrows[implied[1].linkedRelationshipId].sourceId)
    assert.equal(1, #arrows_between(arrows, named(elements, "customer", "Person"), system))
  end)

  it("plays scenarios and sagas, replies against their arrows", function()
    local view = workspace.views.dynamicViews[1]
    assert.equal("buy", view.title)
    local told = {}
    for index, step in ipairs(view.relationships) do
      assert.equal(tostring(index), step.order)
      told[index] = (step.response and "< " or "> ") .. step.description
    end
    assert.same({ "> GET /x", "> POST /orders/1", "> Pay/Charge", "< ok", "< 201", "< 201" }, told)
    assert.equal("charge", workspace.views.dynamicViews[2].relationships[1].description)
    assert.is_true(result:lost("a message that no relation of the model carries"))
    assert.is_true(result:lost("alternatives, options, loops and parallel steps"))
    assert.is_true(result:lost("what undoes a step"))
  end)

  it("has the contexts in its documentation", function()
    local page = workspace.model.softwareSystems[1].documentation.sections[1].content
    assert.is_truthy(page:find("| Order | An intent \\| to buy |", 1, true))
    assert.is_truthy(page:find("| money | orders | customer-supplier |", 1, true))
  end)

  it("shows in every view what is there, and in every context's what belongs to it", function()
    for _, name in ipairs { "ecommerce", "banking", "streaming", "healthcare" } do
      local other = exported.of("structurizr", "models/" .. name).documents[1]
      local known, lines = inventory(other)
      for _, views in pairs(other.views) do
        for _, view in ipairs(views) do
          for _, part in ipairs(view.elements) do assert.is_truthy(known[part.id]) end
          for _, part in ipairs(view.relationships) do assert.is_truthy(lines[part.id]) end
        end
      end
    end
  end)

  it("is JSON only, and nothing without anything to draw", function()
    assert.equal(2, (helpers.run { "export", "structurizr", "models/ecommerce", "--format", "yaml" }))
    assert.same({}, exported.of("structurizr", 'context "c" {}').documents)
  end)
end)

-- ---- calm ----

local function by_id(list)
  local map = {}
  for _, entry in ipairs(list) do
    assert.is_nil(map[entry["unique-id"]], entry["unique-id"])
    map[entry["unique-id"]] = entry
  end
  return map
end

describe("calm", function()
  local document, result, nodes, relations
  setup(function()
    result = exported.of("calm", SHOP)
    document = result.documents[1]
    nodes, relations = by_id(document.nodes), by_id(document.relationships)
  end)

  it("has a node for everything that stands somewhere, under a name of its own", function()
    for id, kind in pairs {
      orders = "service", ["orders-datastore"] = "database", ["orders-topic"] = "topic", ["orders-actor"] = "actor",
      ["orders-context"] = "system", ["the-shop-system"] = "system", bank = "system", bus = "message-broker",
    } do
      assert.equal(kind, assert(nodes[id], id)["node-type"])
    end
    assert.equal("All orders", nodes["orders-datastore"].description)
    assert.same({ { ["unique-id"] = "orders-8080", port = 8080 } }, nodes.orders.interfaces)
    assert.equal("POST", nodes.orders.metadata.endpoints[1].kind)
    assert.is_true(result:lost("the model gives no description", "payment"))
  end)

  it("connects them with what is said of each call", function()
    local relation = relations["orders-sync-payment"]
    assert.equal("calls Pay/Charge, Pay/Refund", relation.description)
    assert.equal("200ms", relation.metadata.calls[1].timeout)
    assert.equal(2, #relation.metadata.calls)
    local destination = { node = "orders", interfaces = { "orders-8080" } }
    assert.same({ connects = { source = { node = "front" }, destination = destination } },
      relations["front-sync-orders"]["relationship-type"])
    assert.equal("HTTP", relations["orders-sync-bank"].protocol)
    assert.is_nil(relation.protocol)
    assert.same({ actor = "customer-actor", nodes = { "front" } },
      relations["customer-actor-visit-front"]["relationship-type"].interacts)
  end)

  it("puts services into contexts into the architecture, topics into brokers", function()
    local function parts(id) return relations[id]["relationship-type"]["composed-of"].nodes end
    assert.same({ "orders", "orders-datastore" }, parts("orders-context-composed-of"))
    assert.same({ "orders-context" }, parts("business-context-composed-of"))
    assert.same({ "orders-topic", "parked-topic" }, parts("bus-composed-of"))
    assert.same({ "business-context", "money-context", "bus" }, parts("the-shop-system-composed-of"))
  end)

  it("says how contexts stand to each other", function()
    for _, relation in pairs(relations) do
      if relation.description == "customer-supplier" then
        assert.equal("Account", relation.metadata.exposes)
        assert.equal("orders-context", relation["relationship-type"].connects.source.node)
        return
      end
    end
    error("no relationship of contexts")
  end)

  it("tells scenarios and sagas as flows over these connections", function()
    local told = {}
    for index, step in ipairs(document.flows[1].transitions) do
      assert.is_truthy(relations[step["relationship-unique-id"]])
      assert.equal(index, step["sequence-number"])
      told[index] = step.direction or ">"
    end
    local back = "destination-to-source"
    assert.same({ ">", ">", ">", back, back, back }, told)
    assert.same({ "buy", "buy-saga" }, { document.flows[1]["unique-id"], document.flows[2]["unique-id"] })
  end)

  it("knows that a strict mesh encrypts", function()
    local strict = SHOP .. 'mesh "m" { type = "istio", security = { mtls = "strict" } }'
    strict = strict .. 'service "a" { context = "money", dependencies = { sync "payment" { protocol = "grpc" } } }'
    local encrypted = by_id(exported.of("calm", strict).documents[1].relationships)
    assert.equal("mTLS", encrypted["a-sync-payment"].protocol)
    assert.equal("HTTP", encrypted["orders-sync-bank"].protocol)
  end)
end)
