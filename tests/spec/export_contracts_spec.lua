--- The targets for contracts, openapi and asyncapi: paths, types, and who sends what.

local exported = require "tests.spec.exported"
local platforms = require "tests.spec.platforms"

-- Every document that was looked at: in the end the schemas get them all at once.
local written = {}

--- The document of a service, and the losses as "subject: what".
local function export(target, text, service)
  local result, losses, found = exported.of(target, text), {}, nil
  for _, loss in ipairs(result.losses) do
    losses[(loss.subject or "model") .. ": " .. loss.what] = loss.instead
  end
  for place, path in ipairs(result.files) do
    written[#written + 1] = path
    if path:match("([^/]+)%.json$") == (service or "shop") then found = result.documents[place] end
  end
  return found, losses
end

--- The contract of a service with these endpoints.
local function openapi(endpoints, more)
  return export("openapi", ('context "c" {}\nservice "shop" { context = "c", %s endpoints = { %s } }'):format(
    more or "", endpoints))
end

local function only_path(endpoints)
  local document, losses = openapi(endpoints)
  local path, item = next(document.paths)
  assert.is_nil(next(document.paths, path))
  return path, item, losses
end

describe("openapi", function()
  it("writes placeholders as OpenAPI does", function()
    for name, expected in pairs {
      ["/orders/{id}"] = "/orders/{id}", ["orders/:id/"] = "/orders/{id}/", ["/files/{path:.*}"] = "/files/{path}",
      ["/a/{x}/{x}"] = "/a/{x}/{x_2}", ["/a/*"] = "/a/{parameter}", ["/a/{id}:cancel"] = "/a/{id}:cancel",
      ["/a/{r:[a-z/]+}/b"] = "/a/{r}/b", ["/a?b={c}"] = "/a", ["/a}"] = "/a%7D", ["/"] = "/",
    } do
      assert.equal(expected, (only_path(("GET %q"):format(name))), name)
    end
  end)

  it("takes parameters out of path, query and request", function()
    local _, item = only_path 'GET "/a/{id}?q={q}" { request = { id = "uuid", size = "int" } }'
    assert.same({
      { name = "id", ["in"] = "path", required = true, schema = { type = "string", format = "uuid" } },
      { name = "q", ["in"] = "query", schema = {} },
      { name = "size", ["in"] = "query", schema = { type = "integer" } },
    }, item.get.parameters)
    assert.is_nil(item.get.requestBody)
  end)

  it("puts the rest of a request into its body", function()
    local _, item, losses = only_path [[
      PUT "/a/{id}" { request = { id = "uuid", text = "string" }, response = { n = "int" } }]]
    local schema = { type = "object", properties = { text = { type = "string" } } }
    assert.same({ ["application/json"] = { schema = schema } }, item.put.requestBody.content)
    assert.same({ "n" }, item.put.responses["2XX"].content["application/json"].schema.required)
    assert.truthy(losses["shop: which fields of a request must be there"])
    assert.truthy(losses["shop: the media type of its bodies"])
  end)

  it("takes one path for those that differ in placeholders' names only", function()
    local path, item = only_path 'GET "/a/{id}", PUT "/a/{key}" { request = { key = "uuid" } }'
    assert.equal("/a/{id}", path)
    assert.same({ name = "id", ["in"] = "path", required = true, schema = { type = "string", format = "uuid" } },
      item.put.parameters[1])
    assert.is_nil(item.put.requestBody)
  end)

  it("says what callers have to show", function()
    local document = openapi [[GET "/a" { auth = "none" }, GET "/b" {}, GET "/c" { auth = "jwt" },
      GET "/d" { auth = "mtls" }, GET "/e" { auth = "api-key" }, GET "/f" { auth = "oauth2" }]]
    assert.same({}, document.paths["/a"].get.security)
    assert.is_nil(document.paths["/b"].get.security)
    assert.same({ { jwt = {} } }, document.paths["/c"].get.security)
    local schemes = document.components.securitySchemes
    assert.same({ "http", "mutualTLS", "apiKey", "http" },
      { schemes.jwt.type, schemes.mtls.type, schemes["api-key"].type, schemes.oauth2.type })
  end)

  it("leaves the first of two operations that OpenAPI cannot tell apart", function()
    local _, item, losses = only_path 'GET "/a" { version = "1", summary = "x" }, GET "/a" { version = "2" }'
    assert.same({ "x", "1" }, { item.get.summary, item.get["x-version"] })
    local told
    for what in pairs(losses) do told = told or what:find("second operation", 1, true) end
    assert.truthy(told)
  end)

  it("names the version that all endpoints have", function()
    assert.equal("2", openapi('GET "/a" { version = "2" }, POST "/a" { version = "2" }').info.version)
    local document, losses = openapi 'GET "/a"'
    assert.equal("0.0.0", document.info.version)
    assert.truthy(losses["shop: the model gives no version of its contract"])
  end)

  it("shows the way in through a gateway", function()
    local document = export("openapi", [[
      context "c" {}
      service "shop" { context = "c", ports = { 8080 }, endpoints = { GET "/orders/{id}", PUT "/orders/{id}" } }
      gateway "door" { tls = { hosts = { "shop.example.com" } }, routes = {
        route "/api/orders" { service = "shop", methods = { "GET" }, strip_prefix = "/api" } } }]])
    assert.equal("http://shop:8080", document.servers[1].url)
    local servers = document.paths["/orders/{id}"].get.servers
    assert.same({ "https://shop.example.com/api", "http://shop:8080" }, { servers[1].url, servers[2].url })
    assert.is_nil(document.paths["/orders/{id}"].put.servers)
  end)

  it("writes nothing for a service without HTTP, and says so", function()
    local document, losses = openapi 'rpc "Shop/Buy"'
    assert.is_nil(document)
    local _, instead = next(losses)
    assert.equal("nothing of it", instead)
  end)
end)

describe("a type", function()
  local function schema(type)
    local document = openapi(("POST '/a' { request = { x = %q } }"):format(type))
    return document.paths["/a"].post.requestBody.content["application/json"].schema.properties.x, document
  end

  it("becomes JSON Schema", function()
    local text = { type = "string" }
    for type, expected in pairs {
      ["uuid"] = { type = "string", format = "uuid" }, ["Timestamp"] = { type = "string", format = "date-time" },
      ["int32"] = { type = "integer", format = "int32" }, ["decimal(10,2)"] = { type = "number" },
      ["list<string>"] = { type = "array", items = text }, ["string[]"] = { type = "array", items = text },
      ["map<string, int>"] = { type = "object", additionalProperties = { type = "integer" } },
      ["string?"] = { anyOf = { text, { type = "null" } } },
      ["optional<string>"] = { anyOf = { text, { type = "null" } } },
      ["'a' | 'b'"] = { type = "string", enum = { "a", "b" } },
      ["enum(a, b)"] = { type = "string", enum = { "a", "b" } },
      ["int|string"] = { anyOf = { { type = "integer" }, text } }, ["any"] = {}, [""] = {},
    } do
      assert.same(expected, (schema(type)), type)
    end
  end)

  it("of the model's own admits anything until it is described", function()
    local found, document = schema "list<money>"
    assert.same({ type = "array", items = { ["$ref"] = "#/components/schemas/money" } }, found)
    assert.equal("money", document.components.schemas.money.title)
  end)

  it("may be nested as deep as it likes", function()
    schema(("list<"):rep(400) .. "x" .. (">"):rep(400))
  end)
end)

local EVENTS = [[
context "c" {}
broker "bus" { technology = "kafka" }
topic "orders" { broker = "bus", partitions = 6, replication = 3, retention = "7d", key = "id" }
topic "history" { broker = "bus" }
event "order.created" { topic = "orders", version = "2", schema = { id = "uuid", note = "string?", total = "money" } }
event "homeless" { schema = { "a" } }
service "shop" {
  context = "c", publishes = { "order.created", "homeless" }, dependencies = { async "mailer" {} },
}
service "mailer" {
  context = "c",
  consumes = {
    on "order.created" { expects = { "id" }, group = "mail", handler = "thank", idempotent = true },
    on "order.created" { expects = { "total" }, group = "count" },
  },
}
event_sourcing { service = "shop", event_store = { topic = "history" } }
]]

describe("asyncapi", function()
  local shop, mailer, losses
  setup(function()
    shop, losses = export("asyncapi", EVENTS)
    mailer = export("asyncapi", EVENTS, "mailer")
  end)

  it("makes a channel of a topic", function()
    local channel = shop.channels.orders
    assert.equal("orders", channel.address)
    assert.same({ partitions = 6, replicas = 3, topicConfiguration = { ["retention.ms"] = 604800000 },
      bindingVersion = "0.5.0" }, channel.bindings.kafka)
    assert.equal("kafka", shop.servers.bus.protocol)
  end)

  it("knows who sends and who receives", function()
    assert.equal("send", shop.operations.send_orders.action)
    assert.equal("#/channels/orders/messages/order.created", shop.operations.send_orders.messages[1]["$ref"])
    local received = mailer.operations["receive_order.created"]
    assert.same({ "receive", "thank", true }, { received.action, received["x-handler"], received["x-idempotent"] })
    assert.same({ "mail" }, received.bindings.kafka.groupId.enum)
  end)

  it("has an operation for each subscription", function()
    local groups = {}
    for _, operation in pairs(mailer.operations) do
      if operation.bindings then groups[#groups + 1] = operation.bindings.kafka.groupId.enum[1] end
    end
    table.sort(groups)
    assert.same({ "count", "mail" }, groups)
  end)

  it("asks for all that is sent, and for what is read", function()
    assert.same({ "id", "total" }, shop.components.messages["order.created"].payload.required)
    assert.same({ "id", "total" }, mailer.components.messages["order.created"].payload.required)
    local one = export("asyncapi", (EVENTS:gsub('on "order.created" { expects = { "total" }.-},', "")), "mailer")
    assert.same({ "id" }, one.components.messages["order.created"].payload.required)
    assert.equal("uuid", shop.components.messages["order.created"].bindings.kafka.key.format)
  end)

  it("leaves an address open that the model does not say", function()
    assert.equal("send", shop.operations.send_homeless.action)
    assert.is_nil(shop.channels.homeless.address)
    assert.truthy(losses["homeless: what it goes through"])
    assert.equal("receive", mailer.operations.receive_mailer.action)
  end)

  it("reads a store of events again", function()
    assert.equal("receive", shop.operations.receive_history.action)
    assert.equal(-1, shop.channels.history.bindings.kafka.topicConfiguration["retention.ms"])
  end)

  it("leaves out what only Kafka has, and says so", function()
    local other, lost = export("asyncapi", (EVENTS:gsub('"kafka"', '"rabbitmq"')))
    assert.equal("amqp", other.servers.bus.protocol)
    assert.is_nil(other.channels.orders.bindings)
    assert.truthy(lost["orders: partitions, copies and retention of a topic"])
    assert.truthy(lost["order.created: the key of its messages"])
  end)
end)

describe("all of these contracts", function()
  it("are taken", function()
    local why = platforms.why_not()
    if why then return pending(why) end
    local well, told = platforms.validate(written, { "--no-xref" })
    assert(well, told)
  end)
end)
