--- The patterns: each has a model that checks clean, declares what it promises, and says at the caller's line what
--- was given wrongly.

local helpers = require "tests.spec.helpers"

local MODELS = "models/patterns/"

local names = {
  "anticorruption_layer", "api_gateway", "backend_for_frontend", "canary_with_objectives", "cqrs",
  "database_per_service", "dead_letter", "event_sourced", "resilient_call", "saga", "sidecar_mesh", "strangler",
  "transactional_outbox",
}

local function find(entities, name)
  for _, entity in ipairs(entities) do
    if entity.name == name then return entity end
  end
  error("no " .. name)
end

--- A field of each entry.
local function pluck(entries, field)
  local values = {}
  for index, entry in ipairs(entries) do values[index] = entry[field] end
  return values
end

--- The calls and messages of a service, in the order it has them.
local function calls_of(dump, name)
  local calls = {}
  for _, call in ipairs(dump.dependencies) do
    if call.from == name then calls[#calls + 1] = call end
  end
  return calls
end

local function dump_of(path)
  local status, out, err = helpers.run { "dump", path }
  assert.are.equal(0, status, err)
  return helpers.json(out)
end

--- pattern → what its model's dump must hold
local promises = {}

function promises.resilient_call(dump)
  local calls = calls_of(dump, "ticket-service")
  assert.are.same({ 100, 150, 2000 }, pluck(calls, "timeout_ms"))
  assert.are.equal(2, calls[1].retry.max_attempts)
  assert.are.equal(3, calls[2].retry.max_attempts)
  assert.is_nil(calls[3].retry)
  for _, call in ipairs(calls) do
    local attempts = call.retry and call.retry.max_attempts or 1
    assert.is_true(call.circuit_breaker.failure_threshold > attempts)
    if call.retry then assert.is_true(call.retry.jitter) end
  end
end

function promises.api_gateway(dump)
  local gateway = find(dump.gateways, "library-gateway")
  assert.are.equal("oauth2", gateway.authentication.type)
  assert.are.equal(10, gateway.rate_limiting.rate_per_s)
  assert.is_truthy(gateway.tls)
  assert.are.same({ "/api/books", "/api/loans" }, pluck(gateway.routes, "name"))
  assert.are.same({ 1000, 2000 }, pluck(gateway.routes, "timeout_ms"))
  assert.are.same({ "/api", "/api" }, pluck(gateway.routes, "strip_prefix"))
end

function promises.backend_for_frontend(dump)
  for _, name in ipairs { "phone-bff", "web-bff" } do
    local service = find(dump.services, name)
    assert.are.same({ "backend-for-frontend" }, service.tags)
    assert.are.equal(2, #calls_of(dump, name))
    for _, call in ipairs(calls_of(dump, name)) do
      assert.is_number(call.timeout_ms)
      assert.is_truthy(call.circuit_breaker)
      assert.is_truthy(call.optional or call.fallback)
    end
  end
end

function promises.saga(dump)
  local booking, credit = find(dump.sagas, "book-journey"), find(dump.sagas, "credit-points")
  assert.are.equal("orchestration", booking.coordination)
  assert.are.equal("journey-service", booking.orchestrator)
  assert.are.same({ "reserve-room", "buy-ticket", "confirm-journey" }, pluck(booking.steps, "action"))
  assert.are.equal("release-room", booking.steps[1].compensation)
  assert.is_true(booking.steps[2].pivot)
  assert.is_true(booking.steps[3].retryable)
  assert.are.equal("choreography", credit.coordination)
  local leader, calls = find(dump.services, "journey-service"), calls_of(dump, "journey-service")
  assert.are.same({ "hotel-service", "flight-service" }, pluck(calls, "to"))
  for _, call in ipairs(calls) do assert.is_true(call.idempotent) end
  assert.are.same({ "journey.closed" }, leader.publishes)
  assert.are.same({ "points.refused" }, pluck(leader.consumes, "event"))
  assert.are.equal("reopen-journey", leader.consumes[1].handler)
  local follower = find(dump.services, "points-service")
  assert.are.same({ "points.credited", "points.refused" }, follower.publishes)
  assert.are.same({ "journey.closed" }, pluck(follower.consumes, "event"))
  for _, event in ipairs(dump.events) do assert.are.equal("journey_id", event.key) end
end

function promises.transactional_outbox(dump)
  local store = find(dump.datastores, "invoice-db")
  assert.are.equal("invoice-service", store.owner)
  assert.are.same({ "invoices", "outbox" }, store.schema)
  assert.are.equal("log-tailing", store.properties.relay)
  assert.are.same({ "invoice.issued", "invoice.paid" }, pluck(dump.events, "name"))
  for _, event in ipairs(dump.events) do
    assert.are.equal("invoices", event.topic)
    assert.are.equal("invoice_id", event.key)
  end
end

function promises.cqrs(dump)
  local cqrs = dump.cqrs[1]
  assert.are.equal("advert-service", cqrs.service)
  assert.are.equal("advert-writes", cqrs.write_model.datastore)
  assert.are.equal("advert-reads", cqrs.read_model.datastore)
  assert.are.equal("eventual", cqrs.read_model.refresh)
  assert.are.same({ "advert.placed", "advert.withdrawn" }, cqrs.projections)
  for _, store in ipairs(dump.datastores) do assert.are.equal("advert-service", store.owner) end
end

function promises.event_sourced(dump)
  local history, sourcing = find(dump.topics, "account-history"), dump.event_sourcings[1]
  assert.is_nil(history.retention_s)
  assert.is_true(history.ordering)
  assert.are.equal("account_id", history.key)
  assert.are.equal("account-history", sourcing.event_store.topic)
  assert.are.equal(200, sourcing.snapshot_policy.interval_events)
end

function promises.strangler(dump)
  local routes = find(dump.gateways, "shop-gateway").routes
  assert.are.same({ "/catalog", "/reviews", "/" }, pluck(routes, "name"))
  assert.are.same({ "catalog-service", "shop-monolith" }, pluck(routes[1].split, "to"))
  assert.are.same({ 10, 90 }, pluck(routes[1].split, "weight"))
  assert.are.equal("review-service", routes[2].service)
  assert.are.equal("shop-monolith", routes[3].service)
end

function promises.anticorruption_layer(dump)
  local adapter, border = find(dump.services, "contract-adapter"), dump.relationships[1]
  assert.are.same({ "anticorruption-layer" }, adapter.tags)
  assert.are.same({ "mainframe", "policies" }, { border.upstream, border.downstream })
  assert.are.same({ "anticorruption-layer" }, border.downstream_roles)
  for _, call in ipairs(dump.dependencies) do
    if call.to == "contract-host" then assert.are.equal("contract-adapter", call.from) end
  end
end

function promises.sidecar_mesh(dump)
  local mesh, access = find(dump.meshes, "canteen-mesh"), dump.accesses[1]
  assert.are.equal("strict", mesh.security.mtls)
  assert.is_true(mesh.security.authorization)
  assert.is_true(mesh.observability.tracing and mesh.observability.metrics and mesh.observability.logging)
  assert.are.equal("balance-service", access.to)
  assert.are.same({ "till-service", "top-up-service" }, access.from)
end

function promises.dead_letter(dump)
  local source, dead = find(dump.topics, "readings"), find(dump.topics, "readings.dead-letters")
  assert.are.equal("readings.dead-letters", source.dead_letter)
  assert.are.equal(source.replication, dead.replication)
  assert.is_true(dead.retention_s > source.retention_s)
  local group = find(dump.consumer_groups, "billing")
  local readers = find(dump.consumer_groups, "readings.dead-letters-readers")
  assert.are.equal(3, group.max_deliveries)
  assert.are.equal("readings.dead-letters", group.dead_letter)
  assert.are.equal("repair-service", readers.service)
end

function promises.canary_with_objectives(dump)
  local service = find(dump.services, "route-service")
  assert.are.equal("canary", service.deployment.kind)
  assert.is_true(service.deployment.metrics_based)
  assert.are.same({ "availability", "latency_p99" }, service.deployment.analysis)
  assert.are.equal(0.1, service.deployment.initial)
  assert.are.equal(600000, service.deployment.pause_ms)
  assert.are.same({ "availability", "latency_p99" }, service.slos)
end

function promises.database_per_service(dump)
  local owners = {}
  for _, store in ipairs(dump.datastores) do owners[store.name] = store.owner end
  assert.are.same({ ["calendar-db"] = "calendar-service", patients = "patient-service" }, owners)
end

-- What is wrong, in the third line of a model; the finding's rule; words of its message.
local mistakes = {
  { 'p.api_gateway("g", { routs = {} })', "model/runtime", "patterns.api_gateway: 'authentication' is missing" },
  { 'p.api_gateway("g", { routes = { "s" }, authentication = false, rate_limiting = false, timeout = "1s" })',
    "model/runtime", "routes are given by path" },
  { 'p.api_gateway("g", { routes = { ["/x"] = "nobody" }, authentication = false, rate_limiting = false, ' ..
    'timeout = "1s" })',
    "model/unresolved", "nobody" },
  { 'p.api_gateway("g", { routes = {}, authentication = false, rate_limiting = false, timeout = "1s", tsl = 1 })',
    "model/unknown-field", "unknown field 'tsl' in gateway" },
  { 'p.backend_for_frontend("b", { client = 1, context = "c", calls = {}, timeout = "1s" })',
    "model/runtime", "'client' wants a name" },
  { 'p.backend_for_frontend("b", { client = "app", contxt = "c", calls = { s = "GET /x" }, timeout = "1s" })',
    "model/unknown-field", "unknown field 'contxt' in service" },
  { 'p.saga.orchestrated("s", { orchestrator = "s" })', "model/runtime", "saga.orchestrated: 'steps' is missing" },
  { 'p.saga.orchestrated("s", { orchestrator = "s", steps = { { service = "s", action = "a", compnsation = "b" } } })',
    "model/unknown-field", "unknown field 'compnsation' in step" },
  { 'p.saga.choreographed("s", { topic = "t", key = "k", steps = { { service = "s", action = "a" }, ' ..
    '{ service = "s", action = "b" } } })', "model/runtime", "the step 'a' tells nobody" },
  { 'p.transactional_outbox("s", { topic = "t", key = "k" })', "model/runtime", "'events' is missing" },
  { 'p.transactional_outbox("s", { topic = "t", key = "k", events = { e = { shema = {} } } })',
    "model/unknown-field", "unknown field 'shema' in event" },
  { 'p.cqrs("s", { write = "postgresql", read = {}, projections = {} })', "model/runtime", "'write' wants a table" },
  { 'p.cqrs(nil, {})', "model/runtime", "patterns.cqrs: wants a name first" },
  { 'p.event_sourced("s", { key = "k", partitions = "many" })', "model/bad-value", "partitions" },
  { 'p.strangler("g", { legacy = "s" })', "model/runtime", "'migrated' is missing" },
  { 'p.anticorruption_layer("a", { context = "c", upstream = "elsewhere", translates = {} })',
    "model/unresolved", "elsewhere" },
  { 'p.sidecar_mesh("m", { callers = {}, type = "nginx" })', "model/bad-value", "nginx" },
  { 'p.resilient_call("s", {})', "model/runtime", "resilient_call: 'timeout' is missing" },
  { 'service "x" { context = "c", dependencies = { p.resilient_call("s", { timeout = 300 }) } }',
    "model/bad-value", "'timeout = 300' has no unit" },
  { 'p.dead_letter("t2", { reader = "s", consumers = {}, retntion = "1d" })',
    "model/unknown-field", "unknown field 'retntion' in topic" },
  { 'p.canary_with_objectives("s", { objectives = {} })', "model/runtime", "'objectives' wants at least one" },
  { 'service "x" { context = "c", ' ..
    'deployment = p.canary_with_objectives("x", { objectives = { availability = "2" } }) }',
    "model/bad-value", "target" },
  { 'p.database_per_service { s = { technolgy = "mysql" } }', "model/unknown-field", "'technolgy' in datastore" },
  { 'p.database_per_service()', "model/runtime", "wants a table of arguments" },
  { 'p.sagga("s", {})', "model/runtime", "patterns.sagga: there is no such pattern; there are anticorruption_layer" },
}

local frame = [[
local p = require "patterns"
context "c" { description = "C" } topic "t" {} service "s" { context = "c", endpoints = { GET "/x" } }
%s
]]

describe("a pattern's model", function()
  for _, name in ipairs(names) do
    it(name .. " checks clean", function()
      local diagnostics, status = helpers.check(MODELS .. name .. ".lua")
      local messages = {}
      for index, finding in ipairs(diagnostics) do messages[index] = finding.rule .. ": " .. finding.message end
      assert.are.same({}, messages)
      assert.are.equal(0, status)
    end)

    it(name .. " holds what the pattern promises", function()
      promises[name](dump_of(MODELS .. name .. ".lua"))
    end)
  end

  it("is there for each pattern, and README.md tells of it", function()
    local files, readme = {}, helpers.read("lua/patterns/README.md")
    for _, file in ipairs(helpers.names("models/patterns")) do files[#files + 1] = file:match("^(.*)%.lua$") end
    assert.are.same(names, files)
    for _, name in ipairs(names) do
      assert.truthy(helpers.read("lua/patterns/" .. name .. ".lua"), name)
      assert.truthy(readme:find("](" .. name .. ".lua)", 1, true), name .. " has no row")
      assert.truthy(readme:find("](../../models/patterns/" .. name .. ".lua)", 1, true), name .. " shows no model")
    end
  end)
end)

describe("a pattern given wrong arguments", function()
  for _, mistake in ipairs(mistakes) do
    it("says so at the caller's line: " .. mistake[1]:sub(1, 90), function()
      local diagnostics = helpers.check(helpers.model(frame:format(mistake[1])))
      for _, finding in ipairs(diagnostics) do
        if finding.rule == mistake[2] and finding.message:find(mistake[3], 1, true) then
          assert.are.equal(3, finding.line)
          assert.truthy(finding.file:find("model.lua", 1, true))
          return
        end
      end
      local seen = {}
      for index, finding in ipairs(diagnostics) do seen[index] = finding.rule .. ": " .. finding.message end
      error("not among: " .. table.concat(seen, " | "))
    end)
  end
end)

describe("require", function()
  it("gives one pattern alone", function()
    local model = helpers.model [[
local saga = require "patterns.saga"
local resilient_call = require "patterns.resilient_call"
context "c" { description = "C" }
service "a" { context = "c", description = "A", dependencies = { resilient_call("b", { timeout = "1s" }) } }
service "b" { context = "c", description = "B", endpoints = { GET "/x" } }
saga.orchestrated("s", { orchestrator = "a", steps = { { service = "b", action = "x", compensation = "y" } } })
]]
    local dump = dump_of(model)
    assert.are.equal(1000, calls_of(dump, "a")[1].timeout_ms)
    assert.are.equal("a", dump.sagas[1].orchestrator)
  end)

  it("gives what README.md shows", function()
    local snippet = helpers.read("lua/patterns/README.md"):match("```lua\n(.-)```")
    local diagnostics = helpers.check(helpers.model(snippet))
    for _, finding in ipairs(diagnostics) do assert.are_not.equal("error", finding.severity) end
  end)
end)
