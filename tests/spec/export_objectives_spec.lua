--- The targets openslo and sloth: what an objective becomes, in which unit, over which window, and which become
--- nothing.

local exported = require "tests.spec.exported"

local function service(slos)
  return ([[
    team "t" {}
    context "c" { owner = "t" }
    service "shop" { context = "c", criticality = "high", slos = { %s } }]]):format(slos)
end

local AVAILABILITY = 'slo "availability" { target = "99.9%", window = "30d" }'
local LATENCY = 'slo "latency_p99" { target = "200ms", window = "7d" }'

--- The only entry that sloth gets.
local function entry(slos)
  local result = exported.of("sloth", service(slos))
  return result.documents[1].slos[1], result
end

local function objective(slos)
  local result = exported.of("openslo", service(slos))
  for _, document in ipairs(result.documents) do
    if document.kind == "SLO" then return document, result end
  end
  return nil, result
end

describe("openslo", function()
  it("is a service and an objective for each of its promises", function()
    local result = exported.of("openslo", service(AVAILABILITY .. "," .. LATENCY))
    assert.equal(3, #result.documents)
    assert.same({ team = "t", context = "c", criticality = "high" }, result:find("Service", "shop").metadata.labels)
    assert.is_truthy(result:find("SLO", "shop-availability"))
    assert.is_truthy(result:find("SLO", "shop-latency-p99"))
  end)

  it("has a ratio as target and one rolling window", function()
    local slo = objective(AVAILABILITY)
    assert.equal(0.999, slo.spec.objectives[1].target)
    assert.same({ { duration = "30d", isRolling = true } }, slo.spec.timeWindow)
    assert.equal("Occurrences", slo.spec.budgetingMethod)
    assert.equal("shop", slo.spec.service)
    local ratio = slo.spec.indicator.spec.ratioMetric
    assert.equal('sum(http_requests_total{service="shop",code=~"5.."})', ratio.bad.metricSource.spec.query)
    assert.equal('sum(http_requests_total{service="shop"})', ratio.total.metricSource.spec.query)
    assert.is_nil(ratio.good)
  end)

  it("counts the requests of a latency that were fast enough", function()
    local slo, result = objective(LATENCY)
    local ratio = slo.spec.indicator.spec.ratioMetric
    assert.equal(0.99, slo.spec.objectives[1].target)
    assert.equal('sum(http_request_duration_seconds_bucket{service="shop",le=~"0.2"})',
      ratio.good.metricSource.spec.query)
    assert.is_true(result:lost("has a bucket at the target"))
  end)

  it("turns a share of errors into one of good events", function()
    assert.equal(0.99, objective('slo "error_rate" { target = "1%", window = "1h" }').spec.objectives[1].target)
  end)

  it("counts windows in minutes, at least", function()
    local slo, result = objective('slo "availability" { target = "99%", window = "90s" }')
    assert.equal("2m", slo.spec.timeWindow[1].duration)
    assert.is_true(result:lost("the next whole minute"))
  end)

  it("asks what counts the requests: Istio's proxies, or the program by what it speaks", function()
    local function queries(fields, rest, ...)
      local result = exported.of("openslo", ('context "c" {}\nservice "shop" { context = "c", %s, slos = { %s } }\n%s')
        :format(fields, AVAILABILITY .. "," .. LATENCY, rest or ""), ...)
      local ratio = result:spec("SLO", "shop-availability").indicator.spec.ratioMetric
      local latency = result:spec("SLO", "shop-latency-p99").indicator.spec.ratioMetric
      return ratio.bad.metricSource.spec.query, latency.good.metricSource.spec.query, result
    end
    local RPC, MESH = 'endpoints = { rpc "A/B" }', 'mesh "m" { type = "istio" }'
    local bad, fast = queries(RPC)
    assert.equal('sum(grpc_server_handled_total{service="shop",'
      .. 'grpc_code=~"Unknown|DeadlineExceeded|Unimplemented|Internal|Unavailable|DataLoss"})', bad)
    assert.equal('sum(grpc_server_handling_seconds_bucket{service="shop",le=~"0.2"})', fast)
    bad, fast = queries(RPC, MESH)
    assert.equal('sum(istio_requests_total{reporter="source",destination_service_name="shop",'
      .. 'grpc_response_status=~"2|4|12|13|14|15"})', bad)
    assert.equal('sum(istio_request_duration_milliseconds_bucket{reporter="source",'
      .. 'destination_service_name="shop",le=~"200(\\\\.0)?"})', fast)
    bad = queries('endpoints = { rpc "A/B", GET "/b" }', MESH)
    assert.equal('sum(istio_requests_total{reporter="source",destination_service_name="shop",response_code=~"5.."}'
      .. ' or istio_requests_total{reporter="source",destination_service_name="shop",'
      .. 'grpc_response_status=~"2|4|12|13|14|15"})', bad)
    bad = queries('endpoints = { GET "/b" }, deployment = canary { initial = "5%" }', MESH)
    assert.is_truthy(bad:find('destination_service_name=~"shop|shop-stable|shop-canary|shop-primary"', 1, true))
    assert.is_truthy(queries(RPC, MESH, { "--set", "requests=calls" }):find("sum(calls{", 1, true))
  end)

  it("asks nothing of who only takes messages", function()
    local result = exported.of("openslo", [[
context "c" {}
service "a" { context = "c", publishes = { event "done" {} } }
service "b" { context = "c", consumes = { "done" }, slos = { slo "availability" { target = "99.9%", window = "30d" } } }
]])
    assert.equal(0, #result.documents)
    assert.is_true(result:lost("objectives of requests where only messages are taken", "b"))
  end)

  it("asks the metrics that are asked for", function()
    local result = exported.of("openslo", service(AVAILABILITY), { "--set", "requests=calls", "--set", "label=app" })
    assert.equal('sum(calls{app="shop"})',
      result:spec("SLO", "shop-availability").indicator.spec.ratioMetric.total.metricSource.spec.query)
  end)

  it("is nothing for what is no share of good events, has no budget, or is somebody else's promise", function()
    for slos, words in pairs {
      ['slo "throughput" { target = "500/s", window = "30d" }'] = "no share of good events",
      ['slo "freshness" { target = "5m", window = "30d" }'] = "no share of good events",
      ['slo "latency" { target = "200ms", window = "30d" }'] = "no share of good events",
      ['slo "availability" { target = "100%", window = "30d" }'] = "no error budget",
    } do
      local slo, result = objective(slos)
      assert.is_nil(slo)
      assert.is_true(result:lost(words), slos)
    end
    local result = exported.of("openslo", 'external "bank" { slos = { ' .. AVAILABILITY .. " } }")
    assert.same({}, result.documents)
    assert.is_true(result:lost("measures itself"))
  end)

  it("survives a model with errors: no window, one objective twice", function()
    local slo, result = objective(
      'slo "availability" { target = "99%" }, slo "availability" { target = "98%", window = "1d" }')
    assert.equal("30d", slo.spec.timeWindow[1].duration)
    assert.equal(2, #result.documents)
  end)
end)

describe("sloth", function()
  it("has a percentage as objective and queries with a window of its own", function()
    local slo, result = entry(AVAILABILITY)
    assert.equal(99.9, slo.objective)
    assert.equal('sum(rate(http_requests_total{service="shop",code=~"5.."}[{{.window}}])) or vector(0)',
      slo.sli.events.error_query)
    assert.equal('sum(rate(http_requests_total{service="shop"}[{{.window}}]))', slo.sli.events.total_query)
    assert.equal("prometheus/v1", result.documents[1].version)
    assert.same({ team = "t", context = "c", criticality = "high" }, result.documents[1].labels)
  end)

  it("has a folder for each window", function()
    local result = exported.of("sloth", service(AVAILABILITY .. "," .. LATENCY))
    local folders = {}
    for index, path in ipairs(result.files) do folders[index] = path:match("([^/]+/[^/]+)$") end
    assert.same({ "30d/shop.json", "7d/shop.json" }, folders)
    assert.is_true(result:lost("brings no alert windows"))
  end)

  it("has no page that could never be sent", function()
    assert.same({ labels = { severity = "page" } }, entry('slo "availability" { target = "90%", window = "30d" }')
      .alerting.page_alert)
    local slo, result = entry('slo "availability" { target = "80%", window = "30d" }')
    assert.same({ disable = true }, slo.alerting.page_alert)
    assert.same({ labels = { severity = "ticket" } }, slo.alerting.ticket_alert)
    assert.is_true(result:lost("not even 100 % of errors reach"))
  end)

  it("counts slow requests as errors", function()
    local slo = entry('slo "latency_p95" { target = "1s", window = "30d" }')
    assert.equal(95, slo.objective)
    assert.is_truthy(slo.sli.events.error_query:find('_bucket{service="shop",le=~"1(\\\\.0)?"}[{{.window}}]', 1, true))
  end)

  it("gets names of two characters at least, and no braces of ours", function()
    local result = exported.of("sloth",
      ('context "c" {} service "a" { context = "c", slos = { %s } } service "b{{x}}" { context = "c", slos = { %s } }')
        :format(AVAILABILITY, AVAILABILITY))
    assert.equal("x-a", result.documents[1].service)
    assert.is_truthy(result.documents[2].slos[1].sli.events.total_query:find('b{{"{{"}}x}}', 1, true))
  end)
end)
