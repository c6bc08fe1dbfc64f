--- The other platforms of the use cases: each checks clean, holds what its document names, shows what the
--- others do not, and can be drawn.

local helpers = require "tests.spec.helpers"

local function run_json(...)
  local status, out, err = helpers.run { ... }
  assert.are.equal(0, status, err)
  return helpers.json(out)
end

local function names_of(entities, field)
  local names = {}
  for _, entity in ipairs(entities) do names[entity[field or "name"]] = entity end
  return names
end

local function has(list, word)
  for _, entry in ipairs(list or {}) do
    if entry == word then return true end
  end
  return false
end

--- How many entities have this value in this field; a path such as "deployment.kind".
local function count(entities, path, value)
  local number = 0
  for _, entity in ipairs(entities) do
    for key in path:gmatch("[^.]+") do entity = type(entity) == "table" and entity[key] or nil end
    if entity == value then number = number + 1 end
  end
  return number
end

--- The one relationship from upstream to downstream.
local function relationship(dump, upstream, downstream)
  for _, candidate in ipairs(dump.relationships) do
    if candidate.upstream == upstream and candidate.downstream == downstream then return candidate end
  end
  error(("no relationship %s -> %s"):format(upstream, downstream))
end

--- Every pair that talks: the calls between services, and the routes of the gateways.
local function talking_pairs(dump)
  local services, pairs_that_talk = names_of(dump.services), {}
  for _, call in ipairs(dump.dependencies) do
    if services[call.to] then pairs_that_talk[call.from .. " -> " .. call.to] = true end
  end
  for _, gateway in ipairs(dump.gateways) do
    for _, route in ipairs(gateway.routes) do pairs_that_talk[gateway.name .. " -> " .. route.service] = true end
  end
  return pairs_that_talk
end

local function each_endpoint(dump, visit)
  for _, service in ipairs(dump.services) do
    for _, endpoint in ipairs(service.endpoints or {}) do visit(endpoint, service) end
  end
end

local platforms = {
  {
    model = "models/banking",
    services = {
      "account-service", "transaction-service", "fraud-detection-service", "notification-service",
      "regulatory-reporting-service",
    },
    specialities = {
      ["keeps its books as events, with snapshots, and reads them apart"] = function(dump)
        local sourced = names_of(dump.event_sourcings, "service")
        assert.is_true(sourced["ledger-service"].snapshot_policy.interval_events > 0)
        assert.is_true(sourced["account-service"].snapshot_policy.interval_events > 0)
        for _, topic in ipairs { "journal", "account-history" } do
          assert.is_nil(names_of(dump.topics)[topic].retention_s, topic)
        end
        local cqrs = names_of(dump.cqrs, "service")["ledger-service"]
        assert.are.equal("journal-store", cqrs.write_model.datastore)
        assert.are.equal("balances", cqrs.read_model.datastore)
      end,
      ["admits each pair that talks, and nobody else"] = function(dump)
        local admitted = {}
        for _, policy in ipairs(dump.accesses) do
          for _, from in ipairs(policy.from) do admitted[from .. " -> " .. policy.to] = true end
        end
        assert.are.same(talking_pairs(dump), admitted)
        assert.are.equal("strict", dump.meshes[1].security.mtls)
        assert.is_true(dump.meshes[1].security.authorization)
      end,
      ["hides the old books behind one adapter"] = function(dump)
        assert.is_true(names_of(dump.contexts)["core-banking"].legacy)
        assert.are.same({ "anticorruption-layer" }, relationship(dump, "core-banking", "ledger").downstream_roles)
        assert.are.equal(1, count(dump.dependencies, "to", "core-banking-system"))
      end,
      ["reports in a published language at an open host"] = function(dump)
        local roles = relationship(dump, "compliance", "customers").upstream_roles
        assert.is_true(has(roles, "open-host-service") and has(roles, "published-language"))
        assert.is_true(names_of(dump.events)["report.filed"].public)
      end,
      ["moves money blue/green, and undoes a transfer up to its pivot"] = function(dump)
        assert.are.equal(4, count(dump.services, "deployment.kind", "blue_green"))
        assert.are.equal(1, count(dump.sagas[1].steps, "pivot", true))
        assert.are.equal("reverse_entries", names_of(dump.sagas[1].steps).post.compensation)
      end,
    },
  },
  {
    model = "models/streaming",
    services = {
      "authentication-service", "catalog-service", "streaming-engine", "recommendation-engine", "analytics-pipeline",
    },
    specialities = {
      ["is a model of load: rates, replicas, limits"] = function(dump)
        for _, service in ipairs(dump.services) do
          assert.is_number(service.scaling.max, service.name)
          assert.is_number(service.performance.workers, service.name)
        end
        local most = 0
        for _, workload in ipairs(dump.workloads) do most = math.max(most, workload.rate_per_s) end
        assert.are.equal(40000, most)
        for _, kind in ipairs { "rate_limits", "quotas", "bulkheads" } do assert.is_true(#dump[kind] > 0, kind) end
      end,
      ["rolls out in canaries with steps, judged by objectives"] = function(dump)
        local canaries = 0
        for _, service in ipairs(dump.services) do
          if service.deployment.kind == "canary" then
            canaries = canaries + 1
            assert.are.same({ "availability", "latency_p99" }, service.deployment.analysis)
            assert.are.equal(1, service.deployment.steps[#service.deployment.steps])
          end
        end
        assert.are.equal(3, canaries)
      end,
      ["tries a fault of each kind"] = function(dump)
        local kinds = {}
        for _, experiment in ipairs(dump.experiments) do kinds[experiment.fault.kind] = true end
        for _, kind in ipairs {
          "pod_kill", "network_delay", "network_loss", "abort", "cpu_stress", "memory_stress", "dns_error",
          "aws_failure",
        } do
          assert.is_true(kinds[kind], kind)
        end
      end,
      ["has GraphQL in front, functions behind, a delivery network beside"] = function(dump)
        local kinds = {}
        each_endpoint(dump, function(endpoint, service) kinds[endpoint.kind] = service.name end)
        assert.are.equal("viewer-api", kinds.query)
        assert.are.equal("viewer-api", kinds.mutation)
        assert.are.equal("transcoder", kinds.handler)
        assert.are.equal(1, count(dump.dependencies, "protocol", "function"))
        assert.is_table(names_of(dump.externals)["content-delivery-network"])
      end,
    },
  },
  {
    model = "models/healthcare",
    services = { "record-service", "appointment-service", "billing-service" },
    specialities = {
      ["says of all data how sensitive it is, and of most why it is kept"] = function(dump)
        for _, store in ipairs(dump.datastores) do
          assert.is_string(store.data, store.name)
          if store.data ~= "public" then
            assert.is_string(store.properties.legal_basis, store.name)
            assert.is_string(store.properties.keep_for, store.name)
          end
        end
        assert.is_true(count(dump.datastores, "data", "pii") >= 2)
      end,
      ["asks for consent across contexts; records do without a fallback"] = function(dump)
        local contexts, services = {}, names_of(dump.services)
        for _, call in ipairs(dump.dependencies) do
          if call.to == "consent-service" then
            contexts[services[call.from].context] = call.fallback or "none"
          end
        end
        assert.are.same(
          { records = "none", billing = "a claim without diagnoses", reminders = "silence" }, contexts)
      end,
      ["keeps a trail of each look"] = function(dump)
        local heard = {}
        for _, consumption in ipairs(names_of(dump.services)["audit-service"].consumes) do
          heard[#heard + 1] = consumption.event or consumption.name
        end
        assert.are.same({ "record.accessed", "record.erased", "consent.given", "consent.withdrawn" }, heard)
      end,
      ["asks for a token everywhere"] = function(dump)
        each_endpoint(dump, function(endpoint, service)
          assert.is_true(endpoint.auth == "jwt" or endpoint.auth == "oauth2", service.name .. " " .. endpoint.name)
        end)
      end,
      ["has a saga that nobody conducts"] = function(dump)
        assert.are.equal("choreography", dump.sagas[1].coordination)
        assert.is_nil(dump.sagas[1].orchestrator)
      end,
      ["replaces the nightly batch whole, because it writes alone"] = function(dump)
        assert.are.equal("recreate", names_of(dump.services)["retention-batch"].deployment.kind)
        assert.is_true(names_of(dump.datastores)["erasure-plan"].single_writer)
      end,
      ["has rules of its own"] = function(dump)
        assert.are.equal(4, #dump.rules)
      end,
    },
  },
}

local function between(low, number, high, what)
  assert.is_true(low <= number and number <= high, ("%d %s"):format(number, what))
end

for _, platform in ipairs(platforms) do
  describe(platform.model, function()
    local dump

    setup(function() dump = run_json("dump", platform.model) end)

    it("checks clean, without a note or a suppression", function()
      local diagnostics, status = helpers.check(platform.model)
      local messages = {}
      for index, finding in ipairs(diagnostics) do messages[index] = finding.rule .. ": " .. finding.message end
      assert.are.same({}, messages)
      assert.are.equal(0, status)
      assert.are.same({}, dump.unresolved)
    end)

    it("is read in short files", function()
      for file in helpers.shell("find " .. platform.model .. " -name '*.lua'"):gmatch("[^\n]+") do
        local _, lines = helpers.read(file):gsub("\n", "")
        assert.is_true(lines <= 150, file .. " has " .. lines .. " lines")
      end
    end)

    it("has the services its document names, and is of a size to learn from", function()
      local services = names_of(dump.services)
      for _, name in ipairs(platform.services) do assert.is_table(services[name], name) end
      between(8, #dump.services, 12, "services")
      between(4, #dump.contexts, 7, "contexts")
    end)

    it("says everything that such a system has to say", function()
      for _, kind in ipairs {
        "teams", "actors", "externals", "relationships", "brokers", "topics", "events", "consumer_groups", "datastores",
        "gateways", "meshes", "sagas", "slos", "scenarios", "workloads", "experiments", "views",
      } do
        assert.is_true(#dump[kind] > 0, kind)
      end
      for _, context in ipairs(dump.contexts) do assert.is_table(context.language, context.name) end
      for _, service in ipairs(dump.services) do
        assert.is_true(#service.slos >= 2, service.name)
        assert.is_table(service.tracing, service.name)
      end
      for _, event in ipairs(dump.events) do assert.is_table(event.schema, event.name) end
    end)

    for speciality, shows in pairs(platform.specialities) do
      it(speciality, function() shows(dump) end)
    end

    it("can be drawn: every view, and not a word about one that cannot", function()
      local folder = helpers.temp_dir()
      local status, out, err = helpers.run { "render", platform.model, "-o", folder }
      assert.are.equal(0, status, out .. err)
      assert.are.equal("", err)
      local views = run_json("views", platform.model, "-f", "json")
      between(5, #views, 60, "views")
      for _, view in ipairs(views) do
        local svg = helpers.read(("%s/%s.svg"):format(folder, view.view:gsub(":", "-")))
        assert.truthy(svg and svg:find("<svg", 1, true) and svg:find("</svg>", 1, true), view.view)
      end
    end)
  end)
end
