--- The model that newcomers read first: it checks clean, holds what it promises, and can be drawn.

local helpers = require "tests.spec.helpers"

local MODEL = "models/ecommerce"

local contexts = { "accounts", "catalog", "inventory", "ordering", "payment", "shipping", "storefront" }

local services = {
  "auth-service", "cart-service", "fraud-service", "inventory-service", "notification-service", "order-service",
  "payment-service", "product-service", "recommendation-service", "search-service", "shipping-service",
  "storefront-service", "user-service",
}

--- The one entity of this name.
local function find(entities, name)
  for _, entity in ipairs(entities) do
    if entity.name == name then return entity end
  end
  error("no " .. name)
end

local function sorted_names(entities)
  local names = {}
  for index, entity in ipairs(entities) do names[index] = entity.name end
  table.sort(names)
  return names
end

local function field_of_each(entities, field)
  local values = {}
  for index, entity in ipairs(entities) do values[index] = entity[field] end
  return values
end

local function run_json(...)
  local status, out, err = helpers.run { ... }
  assert.are.equal(0, status, err)
  return helpers.json(out)
end

describe("models/ecommerce", function()
  it("checks clean, without a note or a suppression", function()
    local diagnostics, status = helpers.check(MODEL)
    local messages = {}
    for index, finding in ipairs(diagnostics) do messages[index] = finding.rule .. ": " .. finding.message end
    assert.are.same({}, messages)
    assert.are.equal(0, status)
  end)

  it("is read in short files", function()
    local files = helpers.shell("find " .. MODEL .. " -name '*.lua'")
    for file in files:gmatch("[^\n]+") do
      local _, lines = helpers.read(file):gsub("\n", "")
      assert.is_true(lines <= 150, file .. " has " .. lines .. " lines")
    end
  end)

  it("lists its services and contexts", function()
    assert.are.same(services, sorted_names(run_json("list", MODEL, "services", "-f", "json")))
    assert.are.same(contexts, sorted_names(run_json("list", MODEL, "contexts", "-f", "json")))
  end)

  describe("as dump has it", function()
    local dump

    setup(function() dump = run_json("dump", MODEL) end)

    it("leaves no name unresolved", function()
      assert.are.same({}, dump.unresolved)
    end)

    it("has the saga with its steps in order, and what undoes them", function()
      local saga = find(dump.sagas, "order-creation")
      assert.are.equal("order-service", saga.orchestrator)
      assert.are.same({ "create", "reserve", "pay", "confirm", "ship" }, field_of_each(saga.steps, "name"))
      assert.are.same(
        { "create_order", "reserve_inventory", "process_payment", "confirm_order", "schedule_shipment" },
        field_of_each(saga.steps, "action"))
      for index, compensation in ipairs { "cancel_order", "release_inventory", "refund_payment" } do
        assert.are.equal(compensation, saga.steps[index].compensation)
      end
      assert.is_true(saga.steps[4].pivot)
      assert.is_true(saga.steps[5].retryable)
    end)

    it("has the canary of the order-service in canonical units", function()
      local canary = find(dump.services, "order-service").deployment
      assert.are.equal("canary", canary.kind)
      assert.are.equal(0.05, canary.initial)
      assert.are.equal(0.05, canary.increment)
      assert.are.equal(600000, canary.pause_ms)
      assert.is_true(canary.metrics_based)
    end)

    it("finds each context's owner and each service's objectives", function()
      for _, context in ipairs(dump.contexts) do assert.is_string(context.owner, context.name) end
      for _, service in ipairs(dump.services) do assert.is_true(#service.slos >= 2, service.name) end
    end)

    it("uses every kind of entity that such a system has", function()
      for _, kind in ipairs {
        "teams", "actors", "externals", "relationships", "brokers", "topics", "events", "consumer_groups", "datastores",
        "gateways", "meshes", "traffic", "circuit_breakers", "retry_policies", "timeouts", "rate_limits", "quotas",
        "bulkheads", "accesses", "event_sourcings", "cqrs", "slos", "scenarios", "workloads", "experiments", "views",
      } do
        assert.is_true(#dump[kind] > 0, kind)
      end
    end)
  end)

  it("can be drawn: every view, each with its contexts or services", function()
    local folder = helpers.temp_dir()
    local status, out, err = helpers.run { "render", MODEL, "-o", folder }
    assert.are.equal(0, status, out .. err)
    local views = run_json("views", MODEL, "-f", "json")
    assert.is_true(#views >= 6)
    for _, view in ipairs(views) do
      local svg = helpers.read(("%s/%s.svg"):format(folder, view.view:gsub(":", "-")))
      assert.truthy(svg, view.view .. " was not drawn")
      assert.truthy(svg:find("<svg", 1, true) and svg:find("</svg>", 1, true), view.view)
    end
    assert.truthy(helpers.read(folder .. "/index.html"))
  end)

  it("has a landscape that shows every service when asked for all", function()
    local words = { "render", MODEL, "landscape", "--max-boxes", "0", "-f", "svg", "-o", "-" }
    local status, svg, err = helpers.run(words)
    assert.are.equal(0, status, err)
    for _, service in ipairs(services) do
      assert.truthy(svg:find('id="service-' .. service .. '"', 1, true), service)
    end
  end)
end)
