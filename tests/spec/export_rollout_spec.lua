--- The targets argo-rollouts and flagger: steps, shares and bounds as each of them counts them, and who decides.

local helpers = require "tests.spec.helpers"
local lfs = require "lfs"
local platforms = require "tests.spec.platforms"

local ISTIO = 'mesh "m" { type = "istio", version = "1.22" }\n'
local SLOS = [[slos = {
  slo "availability" { target = "99.9%", window = "30d" }, slo "latency_p99" { target = "200ms", window = "7d" },
  slo "error_rate" { target = "0.1%", window = "1h" }, slo "throughput" { target = "500/s", window = "1h" } },]]

--- A model of one service that goes out like this.
local function shop(deployment, rest, fields)
  return ('context "c" {}\nservice "shop" { context = "c", ports = { 8080 }, %s\n  deployment = %s }\n%s'):format(
    fields or SLOS, deployment, rest or "")
end

local written = {}

--- Documents by kind (the last one of each), all of them, and the losses as text.
local function export(target, text, ...)
  local folder = helpers.temp_dir()
  local status, _, err = helpers.run { "export", target, helpers.model(text), "-f", "json", "-o", folder .. "/o",
    "--report", folder .. "/losses.json", ... }
  assert(status == 0, err)
  local by_kind, all = {}, {}
  for _, name in ipairs(helpers.names(folder .. "/o")) do
    written[#written + 1] = folder .. "/o/" .. name
    local document = helpers.json(helpers.read(folder .. "/o/" .. name))
    by_kind[document.kind], all[#all + 1] = document, document
  end
  return by_kind, helpers.read(folder .. "/losses.json"), all
end

local function tells(losses, text)
  assert.is_truthy(losses:find(text, 1, true), text)
end

local function weights(rollout)
  local list = {}
  for _, step in ipairs(rollout.spec.strategy.canary.steps) do list[#list + 1] = step.setWeight end
  return list
end

local CANARY = 'canary { initial = "5%", increment = "5%", pause = "10m", max = "20%", metrics_based = true }'

describe("argo-rollouts", function()
  it("writes the steps of a canary one by one, each with its pause and its analysis", function()
    local kinds = export("argo-rollouts", shop(CANARY, ISTIO))
    assert.same({ 5, 10, 15, 20 }, weights(kinds.Rollout))
    local steps = kinds.Rollout.spec.strategy.canary.steps
    assert.equal(12, #steps)
    assert.equal("10m", steps[2].pause.duration)
    assert.same({ { templateName = "shop" } }, steps[3].analysis.templates)
  end)

  it("takes steps as they are given; the last one is everybody", function()
    local kinds = export("argo-rollouts", shop('canary { steps = { "1%", "25%", "100%" }, pause = "1h30m" }', ISTIO))
    assert.same({ 1, 25 }, weights(kinds.Rollout))
    assert.equal("1h30m", kinds.Rollout.spec.strategy.canary.steps[2].pause.duration)
    assert.is_nil(kinds.AnalysisTemplate)
  end)

  it("waits for a person where no pause is given", function()
    local kinds, losses = export("argo-rollouts", shop('canary { initial = "10%" }', ISTIO))
    assert.same({ 10 }, weights(kinds.Rollout))
    assert.same({}, kinds.Rollout.spec.strategy.canary.steps[2].pause)
    tells(losses, "no time between steps is given")
  end)

  it("judges by ratios from 0 to 1, and by seconds, of the new version alone", function()
    local kinds, losses = export("argo-rollouts", shop(CANARY))
    local metrics = {}
    for _, metric in ipairs(kinds.AnalysisTemplate.spec.metrics) do metrics[metric.name] = metric end
    assert.equal("len(result) > 0 && result[0] >= 0.999", metrics.availability.successCondition)
    assert.equal("len(result) > 0 && result[0] < 0.999", metrics.availability.failureCondition)
    assert.equal("len(result) > 0 && result[0] <= 0.001", metrics["error-rate"].successCondition)
    assert.equal("len(result) > 0 && result[0] <= 0.2", metrics["latency-p99"].successCondition)
    local query = metrics.availability.provider.prometheus.query
    assert.is_truthy(query:find('service="shop",rollouts_pod_template_hash="{{args.hash}}"', 1, true))
    assert.is_truthy(query:find("[10m]", 1, true))
    assert.is_nil(metrics.throughput)
    tells(losses, "a throughput, which a share of the traffic cannot show")
    tells(losses, "the hash of its pods as a label of its metrics")
  end)

  it("asks Istio's proxies, by the Service of the new version", function()
    local kinds, losses = export("argo-rollouts", shop(CANARY, ISTIO), "--set", "prometheus=http://p.metrics:9090")
    local metrics = {}
    for _, metric in ipairs(kinds.AnalysisTemplate.spec.metrics) do metrics[metric.name] = metric end
    assert.equal('1 - (sum(rate(istio_requests_total{reporter="source",destination_service_name="shop-canary",'
      .. 'response_code=~"5.."}[10m])) or vector(0)) / sum(rate(istio_requests_total{reporter="source",'
      .. 'destination_service_name="shop-canary"}[10m]))', metrics.availability.provider.prometheus.query)
    assert.equal("len(result) > 0 && result[0] <= 200", metrics["latency-p99"].successCondition)
    assert.is_truthy(metrics["latency-p99"].provider.prometheus.query:find(
      'sum by (le) (rate(istio_request_duration_milliseconds_bucket{', 1, true))
    assert.is_nil(kinds.AnalysisTemplate.spec.args)
    assert.is_nil(kinds.Rollout.spec.strategy.canary.steps[3].analysis.args)
    assert.is_nil(losses:find("where Prometheus is", 1, true))
  end)

  it("has the place of Prometheus mended by hand as long as nobody tells it", function()
    local _, losses = export("argo-rollouts", shop(CANARY, ISTIO))
    tells(losses, "where Prometheus is")
    tells(losses, '"AnalysisTemplate/shop"')
  end)

  it("asks for the requests of its own namespace where one is set", function()
    local kinds = export("argo-rollouts", shop(CANARY, ISTIO), "--set", "namespace=stores")
    for _, metric in ipairs(kinds.AnalysisTemplate.spec.metrics) do
      assert.is_truthy(metric.provider.prometheus.query:find(
        'destination_service_name="shop-canary",destination_service_namespace="stores"', 1, true))
    end
  end)

  it("judges all versions together where no label tells them apart", function()
    local kinds = export("argo-rollouts", shop(CANARY), "--set", "version=")
    assert.is_nil(kinds.AnalysisTemplate.spec.args)
    assert.is_nil(kinds.AnalysisTemplate.spec.metrics[1].provider.prometheus.query:find("hash", 1, true))
    assert.is_nil(kinds.Rollout.spec.strategy.canary.steps[3].analysis.args)
  end)

  it("moves shares in rules of istio's VirtualServices, and writes none of its own", function()
    local kinds, told = export("argo-rollouts", shop(CANARY, ISTIO))
    tells(told, "which have to be there before it makes pods")
    local canary = kinds.Rollout.spec.strategy.canary
    assert.equal("shop-canary", canary.canaryService)
    assert.same({ name = "shop", routes = { "shop" } }, canary.trafficRouting.istio.virtualService)
    assert.is_nil(kinds.VirtualService)
    local mesh = export("istio", shop(CANARY, ISTIO))
    assert.same({ {
      name = "shop", retries = { attempts = 0 }, route = {
        { destination = { host = "shop-stable" }, weight = 100 },
        { destination = { host = "shop-canary" }, weight = 0 },
      },
    } }, mesh.VirtualService.spec.http)
    local _, losses = export("argo-rollouts", shop(CANARY))
    tells(losses, "a share of the pods")
  end)

  it("moves the shares of a gateway's requests, too", function()
    local rest = ISTIO .. [[
service "other" { context = "c", dependencies = { sync "shop" { timeout = "90ms" } } }
gateway "edge" { routes = {
  route "/a" { service = "shop" }, route "/b" { service = "shop" }, route "/c" { service = "other" },
} }
]]
    local istio = export("argo-rollouts", shop(CANARY, rest)).Rollout.spec.strategy.canary.trafficRouting.istio
    assert.same({
      { name = "shop", routes = { "shop", "shop-2" } }, { name = "edge", routes = { "edge-a", "edge-b" } },
    }, istio.virtualServices)
    local _, _, all = export("istio", shop(CANARY, rest))
    for _, document in ipairs(all) do
      local http = document.kind == "VirtualService" and document.metadata.name == "edge" and document.spec.http or {}
      for place, rule in ipairs(http) do
        assert.same({ "edge-a", "edge-b" }, { http[1].name, http[2].name })
        local first = rule.route[1].destination
        assert.same({ host = place < 3 and "shop-stable" or "other", port = { number = 8080 } }, first)
        assert.equal(place < 3 and 2 or 1, #rule.route)
      end
    end
  end)

  it("leaves a rule alone that shares out requests itself: it would lose its other destinations", function()
    local rest = ISTIO .. [[
service "other" { context = "c" }
traffic "t" { host = "shop", routes = { to "shop" { weight = 90 }, to "other" { weight = 10 } } }
]]
    local kinds, losses = export("istio", shop(CANARY, rest))
    assert.same({
      { destination = { host = "shop-stable" }, weight = 90 }, { destination = { host = "other" }, weight = 10 },
    }, kinds.VirtualService.spec.http[1].route)
    assert.is_nil(kinds.VirtualService.spec.http[1].name)
    tells(losses, "a share of a canary in a rule that shares out requests itself")
  end)

  it("keeps breakers and timeouts: they are istio's, for both versions", function()
    local rest = ISTIO .. [[
service "caller" { context = "c", dependencies = {
  sync "shop" { timeout = "80ms", circuit_breaker = { failure_threshold = 5 } },
} }
]]
    local kinds, _, all = export("istio", shop(CANARY, rest))
    assert.equal("80ms", kinds.VirtualService.spec.http[1].timeout)
    local hosts = {}
    for _, document in ipairs(all) do
      if document.kind == "DestinationRule" then
        hosts[document.spec.host] = document.spec.trafficPolicy.outlierDetection.consecutive5xxErrors
      end
    end
    assert.same({ ["shop-stable"] = 5, ["shop-canary"] = 5 }, hosts)
  end)

  it("has its Services from kubernetes, so that istio's rules lead somewhere without it", function()
    local function services(target, ...)
      local names = {}
      for _, document in ipairs(select(3, export(target, shop(CANARY, ISTIO), ...))) do
        if document.kind == "Service" then names[#names + 1] = document.metadata.name end
      end
      return names
    end
    assert.same({ "shop", "shop-stable", "shop-canary" }, services("kubernetes"))
    assert.same({ "shop", "shop-stable", "shop-canary" }, services("argo-rollouts"))
    assert.same({ "shop" }, services("kubernetes", "--set", "rollouts=none"))
    local kinds = export("istio", shop(CANARY, ISTIO .. 'timeout { service = "shop", timeout = "1s" }'),
      "--set", "rollouts=none")
    assert.same({ { destination = { host = "shop" } } }, kinds.VirtualService.spec.http[1].route)
  end)

  it("takes the place of kubernetes' file: what scales follows the Rollout", function()
    local fields = 'scaling = { strategy = "horizontal", min = 2, max = 5, metric = "cpu", target = "70%" },'
    local kinds, _, all = export("argo-rollouts", shop(CANARY, nil, fields))
    assert.is_nil(kinds.Deployment)
    assert.equal("Rollout", kinds.HorizontalPodAutoscaler.spec.scaleTargetRef.kind)
    assert.equal("argoproj.io/v1alpha1", kinds.HorizontalPodAutoscaler.spec.scaleTargetRef.apiVersion)
    assert.is_truthy(kinds.ServiceAccount and kinds.NetworkPolicy and kinds.PodDisruptionBudget)
    assert.equal(6, #all)
  end)

  it("copies to every port: a rule that names one would send the others' copies there", function()
    local text = shop('shadow { percentage = "10%" }', ISTIO):gsub("{ 8080 }", "{ 8080, 9090 }")
    for _, share in ipairs(export("istio", text).VirtualService.spec.http[1].route) do
      assert.is_nil(share.destination.port)
    end
  end)

  it("gives names that no entity has", function()
    local kinds = export("argo-rollouts", shop(CANARY, ISTIO .. 'service "shop-canary" { context = "c" }'))
    assert.is_truthy(kinds.Rollout.spec.strategy.canary.canaryService:match("^shop%-canary%-%x+$"))
  end)

  it("switches blue-green, and judges after the switch", function()
    local deployment = 'blue_green { auto_promote = false, scale_down_delay = "30m", analysis = { "availability" } }'
    local kinds, losses = export("argo-rollouts", shop(deployment))
    local strategy = kinds.Rollout.spec.strategy.blueGreen
    assert.equal("shop", strategy.activeService)
    assert.equal("shop-preview", strategy.previewService)
    assert.is_false(strategy.autoPromotionEnabled)
    assert.equal(1800, strategy.scaleDownDelaySeconds)
    assert.same({ { templateName = "shop" } }, strategy.postPromotionAnalysis.templates)
    assert.equal("5m", kinds.AnalysisTemplate.spec.metrics[1].initialDelay)
    tells(losses, "objectives of a version that has no requests yet")
  end)

  it("mirrors to a shadow, and promotes it only when a person says so", function()
    local rest = ISTIO .. 'gateway "edge" { routes = { route "/a" { service = "shop" } } }'
    local kinds, told = export("argo-rollouts", shop('shadow { percentage = "10%", duration = "7d" }', rest))
    tells(told, "timeout and tries of requests while they are copied")
    tells(told, "applying them again ends the copies for good")
    assert.is_nil(told:find("sets the shares back", 1, true))
    local canary = kinds.Rollout.spec.strategy.canary
    assert.same({ { name = "mirror" } }, canary.trafficRouting.managedRoutes)
    assert.equal(10, canary.steps[2].setMirrorRoute.percentage)
    assert.equal("168h", canary.steps[3].pause.duration)
    assert.same({ name = "shop", routes = { "shop" } }, canary.trafficRouting.istio.virtualService)
    local _, mesh_losses, all = export("istio", shop('shadow { percentage = "10%", duration = "7d" }', rest))
    for _, document in ipairs(all) do
      if document.kind == "VirtualService" and document.metadata.name == "edge" then
        assert.same({ { destination = { host = "shop-stable", port = { number = 8080 } } } },
          document.spec.http[1].route)
      end
    end
    tells(mesh_losses, "copies of requests that come in by a gateway")
    assert.same({}, canary.steps[5].pause)
    local none, losses = export("argo-rollouts", shop('shadow { percentage = "10%" }'))
    assert.is_nil(none.Rollout)
    tells(losses, "no Rollout")
  end)

  it("leaves to others what they say", function()
    local kinds, losses = export("argo-rollouts", shop('rolling { max_surge = 1, max_unavailable = 0 }'))
    assert.is_nil(kinds.Rollout)
    tells(losses, "no Rollout")
    local traffic = 'traffic "t" { host = "shop", subsets = { v1 = { version = "1" } } }'
    kinds, losses = export("argo-rollouts", shop(CANARY, traffic))
    assert.is_nil(kinds.Rollout)
    tells(losses, "versions that run side by side for good")
  end)
end)

describe("flagger", function()
  local function analysis(deployment, rest, ...)
    local kinds, losses, all = export("flagger", shop(deployment, rest), ...)
    return kinds.Canary and kinds.Canary.spec.analysis, losses, kinds, all
  end

  it("writes even steps as a step and its most", function()
    local fields, losses, kinds = analysis(CANARY, ISTIO)
    assert.equal(5, fields.stepWeight)
    assert.equal(20, fields.maxWeight)
    assert.equal("600s", fields.interval)
    assert.equal(1, fields.threshold)
    assert.is_nil(fields.stepWeights)
    assert.equal("istio", kinds.Canary.spec.provider)
    assert.same({ apiVersion = "apps/v1", kind = "Deployment", name = "shop" }, kinds.Canary.spec.targetRef)
    tells(losses, "how many failed checks end it")
  end)

  it("writes uneven steps one by one", function()
    assert.same({ 5, 25, 50 }, analysis('canary { steps = { "5%", "25%", "50%", "100%" }, pause = "10m" }').stepWeights)
    assert.same({ 10, 30, 45 }, analysis('canary { initial = "10%", increment = "20%", max = "45%" }').stepWeights)
  end)

  it("judges by percent and milliseconds where the mesh measures", function()
    local fields = analysis(CANARY, ISTIO)
    assert.equal("request-success-rate", fields.metrics[1].name)
    assert.equal(99.9, fields.metrics[1].thresholdRange.min)
    assert.equal("request-duration", fields.metrics[2].name)
    assert.equal(200, fields.metrics[2].thresholdRange.max)
    assert.equal(2, #fields.metrics)
  end)

  it("brings templates for what no mesh measures", function()
    local fields, losses, kinds = analysis(CANARY)
    assert.is_nil(kinds.Canary.spec.provider)
    tells(losses, "no mesh that Flagger steers")
    assert.equal("shop-availability", fields.metrics[1].templateRef.name)
    assert.equal(0.999, fields.metrics[1].thresholdRange.min)
    assert.is_truthy(kinds.MetricTemplate.spec.query:find('pod=~"{{ target }}-', 1, true))
    assert.is_truthy(kinds.MetricTemplate.spec.query:find("[{{ interval }}]", 1, true))
  end)

  it("knows only the 99th percentile by itself", function()
    local text = shop('canary { initial = "10%", pause = "5m", analysis = { "latency_p50" } }', ISTIO,
      'slos = { slo "latency_p50" { target = "20ms", window = "7d" } },')
    local kinds = export("flagger", text)
    assert.equal("shop-latency-p50", kinds.Canary.spec.analysis.metrics[1].name)
    assert.is_truthy(kinds.MetricTemplate.spec.query:find("histogram_quantile(0.5,", 1, true))
  end)

  it("lets a person promote, where the model says so", function()
    local fields, losses = analysis('blue_green { auto_promote = false, scale_down_delay = "10m" }')
    assert.equal("confirm-promotion", fields.webhooks[1].type)
    assert.equal(1, fields.iterations)
    tells(losses, "how long the old version is kept")
    assert.is_nil(analysis("blue_green { auto_promote = true }").webhooks)
  end)

  it("mirrors for as many looks as fit into a shadow's time", function()
    local fields = analysis('shadow { percentage = "50%", duration = "1h" }', ISTIO)
    assert.is_true(fields.mirror)
    assert.equal(50, fields.mirrorWeight)
    assert.equal(12, fields.iterations)
  end)

  it("keeps the users of an A/B test at their variant", function()
    local fields = analysis('ab_test { percentage = "10%", duration = "14d" }', ISTIO)
    assert.same({ 10 }, fields.stepWeights)
    assert.is_truthy(fields.sessionAffinity.cookieName)
    assert.equal("confirm-promotion", fields.webhooks[1].type)
  end)

  it("carries what holds for calls to the service", function()
    local kinds, losses = export("flagger", shop(CANARY, ISTIO .. [[
timeout { service = "shop", timeout = "100ms" }
circuit_breaker {
  service = "shop", failure_threshold = 5, reset_timeout = "60s", max_pending = 20, max_connections = 9,
}
traffic "t" { host = "shop", load_balancing = "least-request" }
]]))
    local service = kinds.Canary.spec.service
    assert.is_true(service.delegation)
    assert.is_nil(service.timeout)
    assert.equal(5, service.trafficPolicy.outlierDetection.consecutive5xxErrors)
    assert.equal("1m", service.trafficPolicy.outlierDetection.baseEjectionTime)
    assert.equal("LEAST_REQUEST", service.trafficPolicy.loadBalancer.simple)
    assert.equal(20, service.trafficPolicy.connectionPool.http.http1MaxPendingRequests)
    tells(losses, "a circuit breaker")
    tells(losses, "connections at a time")
  end)

  local CALLED = ISTIO .. [[
service "caller" { context = "c", dependencies = {
  sync "shop" { timeout = "80ms", circuit_breaker = { failure_threshold = 7 } },
} }
gateway "edge" { routes = { route "/a" { service = "shop", timeout = "1s" } } }
]]

  it("is led to by istio, where timeouts and tries are", function()
    local service = export("flagger", shop(CANARY, CALLED)).Canary.spec.service
    assert.is_true(service.delegation)
    assert.equal(7, service.trafficPolicy.outlierDetection.consecutive5xxErrors)
    local _, _, all = export("istio", shop(CANARY, CALLED), "--set", "rollouts=flagger")
    local routes = {}
    for _, document in ipairs(all) do
      assert.is_true(document.kind ~= "DestinationRule" and (document.kind ~= "VirtualService"
        or document.metadata.name ~= "shop"), "Flagger's own")
      if document.kind == "VirtualService" then routes[document.metadata.name] = document.spec.http end
    end
    for _, rule in ipairs { routes.edge[1], routes["shop-routes"][1], routes["shop-routes"][2] } do
      assert.same({ name = "shop" }, rule.delegate)
      assert.is_nil(rule.route)
      assert.same({ attempts = 0 }, rule.retries)
    end
    assert.same({ "1s", "80ms" }, { routes.edge[1].timeout, routes["shop-routes"][1].timeout })
  end)

  it("shares out what comes to the first port", function()
    local text = shop(CANARY, CALLED):gsub("{ 8080 }", "{ 8080, 9090 }")
    local _, losses, all = export("istio", text, "--set", "rollouts=flagger")
    for _, document in ipairs(all) do
      if document.metadata.name == "shop-routes" then
        local http = document.spec.http
        assert.same({ 8080, 8080 }, { http[1].match[1].port, http[2].match[1].port })
        assert.same({ { destination = { host = "shop" } } }, http[3].route)
      end
    end
    tells(losses, "shares of the requests to ports besides the first")
  end)

  it("renames a label of its own: policies find the pods that it copies", function()
    local kinds, _, all = export("kubernetes", shop(CANARY, ISTIO), "--set", "rollouts=flagger")
    assert.same({ app = "shop", ["app.kubernetes.io/name"] = "shop" }, kinds.Deployment.spec.selector.matchLabels)
    assert.same({ ["app.kubernetes.io/name"] = "shop" }, kinds.NetworkPolicy.spec.podSelector.matchLabels)
    for _, document in ipairs(all) do assert.is_nil(document.metadata.name:match("%-canary$")) end
    assert.is_nil(export("kubernetes", shop(CANARY, ISTIO)).Deployment.spec.selector.matchLabels.app)
  end)

  it("without a mesh carries what all callers share", function()
    local calls = 'service "caller" { context = "c", dependencies = { sync "shop" { timeout = "80ms", %s } } }\n'
    local service = export("flagger", shop(CANARY, calls:format("retry = { max_attempts = 3 }"))).Canary.spec.service
    assert.is_nil(service.delegation)
    assert.same({ attempts = 2, perTryTimeout = "80ms" }, service.retries)
    service = export("flagger", shop(CANARY, calls:format(""))).Canary.spec.service
    assert.equal("80ms", service.timeout)
    assert.same({ attempts = 0 }, service.retries)
    local two = calls:format("") .. 'service "d" { context = "c", dependencies = { sync "shop" { timeout = "1s" } } }'
    local kinds, losses = export("flagger", shop(CANARY, two))
    assert.is_nil(kinds.Canary.spec.service.timeout)
    tells(losses, "a timeout of its own for each caller")
  end)

  it("or something else is told, no third one", function()
    local status, _, err = helpers.run { "export", "istio", helpers.model(shop(CANARY)), "--set", "rollouts=spinnaker" }
    assert.equal(2, status)
    assert.is_truthy(err:find("it takes argo-rollouts, flagger or none", 1, true), err)
  end)
end)

describe("models/ecommerce", function()
  --- All files that these targets write into one folder.
  local function files_of(...)
    local folder = helpers.temp_dir()
    for _, target in ipairs { ... } do
      local below = target == "flagger" and folder .. "/flagger" or folder
      local status, _, err = helpers.run { "export", target, "models/ecommerce", "-o", below }
      assert(status == 0, err)
    end
    local files = {}
    for _, below in ipairs { folder, folder .. "/flagger" } do
      for _, name in ipairs(helpers.names(below)) do
        if name:match("%.yaml$") then files[#files + 1] = below .. "/" .. name end
      end
    end
    return files
  end

  it("fits together: Rollouts over the Deployments of kubernetes, Canaries beside them", function()
    local why = platforms.why_not()
    if why then return pending(why) end
    for _, targets in ipairs { { "kubernetes", "argo-rollouts" }, { "kubernetes", "flagger" } } do
      local well, told = platforms.validate(files_of(table.unpack(targets)))
      assert(well, told)
    end
  end)
end)

describe("what both write here", function()
  it("is what the platforms' schemas take", function()
    local why = platforms.why_not()
    if why then return pending(why) end
    local files = {}
    for _, path in ipairs(written) do files[#files + 1] = lfs.attributes(path, "mode") == "file" and path or nil end
    assert.is_true(#files > 50)
    local well, told = platforms.validate(files, { "--no-xref" })
    assert(well, told)
  end)
end)
