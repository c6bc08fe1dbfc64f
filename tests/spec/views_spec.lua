--- The views of events, data, deployment, objectives, contexts and services: that they are listed where there is
--- something to show, drawn for every shipped model without a word on standard error, and hold what they are about.

local helpers = require "tests.spec.helpers"

local run, assert_has = helpers.expect, helpers.assert_has

local MODELS = { "models/ecommerce", "models/banking", "models/streaming", "models/healthcare" }

local function draw(model, view)
  return (run(0, { "render", model, view, "--no-findings", "-o", "-" }))
end

--- Kind → how many of it `lunette views` lists.
local function count_kinds(model)
  local counts = {}
  for _, view in ipairs(helpers.json((run(0, { "views", model, "-f", "json" })))) do
    counts[view.kind] = (counts[view.kind] or 0) + 1
  end
  return counts
end

describe("the views of a shipped model", function()
  for _, model in ipairs(MODELS) do
    it(model .. " are listed, whole ones and those of each context and service", function()
      local counts = count_kinds(model)
      for _, kind in ipairs { "landscape", "contexts", "events", "data", "deployment", "objectives" } do
        assert.is_true((counts[kind] or 0) >= 1, kind)
      end
      local services = helpers.json((run(0, { "list", model, "services", "-f", "json" })))
      assert.are.equal(#services, counts.service)
      assert.is_true(counts.context >= 5)
    end)

    it(model .. " are drawn, each into its file, without a word on standard error", function()
      local folder = helpers.temp_dir()
      local _, err = run(0, { "render", model, "-o", folder })
      assert.are.equal("", err)
      for _, view in ipairs(helpers.json((run(0, { "views", model, "-f", "json" })))) do
        local svg = helpers.read(("%s/%s.svg"):format(folder, view.view:gsub(":", "-")))
        assert.truthy(svg and svg:find("</svg>", 1, true), view.view)
      end
    end)
  end
end)

describe("a view", function()
  it("of events shows groups and dead letters", function()
    assert_has(draw("models/patterns/dead_letter.lua", "events"), 'data-kind="dead-letter"', "group billing",
      "after 3 deliveries", ">Dead letter<")
  end)

  it("of data shows owners and how sensitive stores are", function()
    assert_has(draw("models/ecommerce", "data"), 'data-kind="owns"', ">PII<", ">confidential<")
  end)

  it("of deployment shows how services are run, in their mesh", function()
    assert_has(draw("models/ecommerce", "deployment"), 'data-kind="mesh"', "replicas by cpu",
      "probes: liveness, readiness", "release: blue/green", 'data-kind="broker"', ">Service mesh<", "strict mTLS")
  end)

  it("of objectives tints by criticality, says it, and holds what is asked against what is possible", function()
    local svg = draw("models/ecommerce", "objectives")
    assert_has(svg, ">Critical<", ">High<", ">critical</text>", "availability: asked 99.9 %, possible 99.93 %",
      "slowest call 600 ms", 'id="service-order-service" data-kind="service"')
  end)

  it("of a context shows what is in it and around it, of a service what is one step away", function()
    assert_has(draw("models/ecommerce", "context:ordering"), "order-service", "payment-service", "orders-db")
    local svg = draw("models/ecommerce", "service:fraud-service")
    assert_has(svg, "payment-service")
    assert.is_nil(svg:find("order-service", 1, true))
  end)

  it("can be declared of any kind, and marks its findings", function()
    local model = helpers.model [[
      context "c"
      service "low" { context = "c", slos = { slo "availability" { target = "99%", window = "30d" } } }
      service "high" { context = "c", slos = { slo "availability" { target = "99.9%", window = "30d" } },
        dependencies = { sync "low" { timeout = "1s" } } }
      view "promises" { kind = "objectives", title = "What we promise" }
    ]]
    local svg = run(0, { "render", model, "promises", "-o", "-" })
    assert_has(svg, "What we promise", "objectives/availability-unreachable", "asked 99.9 %, possible 99 %")
  end)
end)

describe("lunette views", function()
  it("reads well at 80 columns, a row for all where there are many of a kind", function()
    local out = run(0, { "views", "models/ecommerce" })
    assert_has(out, "\nservice:NAME ", "13 of them", "\nlunette views models/ecommerce service lists every one.\n")
    assert_has(out, "\ncontext:ordering ")
    for line in out:gmatch("[^\n]+") do assert.is_true(utf8.len(line) <= 80, line) end
  end)

  it("lists one kind, and all of it for programs", function()
    local out = run(0, { "views", "models/ecommerce", "service" })
    assert_has(out, "\nservice:order-service ")
    assert.is_nil(out:find("landscape", 1, true))
    assert_has((run(0, { "views", "models/ecommerce", "-f", "csv" })), "\nservice:order-service,service,")
    local folder = helpers.temp_dir()
    helpers.write(folder .. "/model.lua", 'context "c" service "s" { context = "c" }')
    assert_has((run(0, { "views", "service" }, { cwd = folder })), "\nservice:s ")
  end)

  it("knows the nearest kind", function()
    for _, words in ipairs { { "views", "servce" }, { "views", "models/ecommerce", "servce" } } do
      local out, err = run(2, words)
      assert.are.equal("", out)
      assert_has(err, "'servce' is neither a model nor a kind of view; did you mean 'service'?")
    end
  end)

  it("lists nothing that would show nothing", function()
    local model = helpers.model [[
      context "c"
      context "empty"
      service "s" { context = "c" }
      view "talk" { kind = "events" }
    ]]
    assert.are.same({ landscape = 1, contexts = 1, context = 1, service = 1 }, count_kinds(model))
  end)
end)

describe("many views of a kind", function()
  it("are drawn only when they are named", function()
    local model = helpers.model [[
      context "c"
      for i = 1, 201 do service("s" .. i) { context = "c" } end
    ]]
    local folder = helpers.temp_dir()
    local _, err = run(0, { "render", model, "--no-findings", "-o", folder })
    assert_has(err, "201 views of single entities are drawn only when they are named")
    assert.is_nil(helpers.read(folder .. "/service-s7.svg"))
    assert_has(draw(model, "service:s7"), "s7")
  end)
end)
