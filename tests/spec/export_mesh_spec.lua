--- The targets istio and opentelemetry: what their documents may not get wrong.

local exported = require "tests.spec.exported"
local helpers = require "tests.spec.helpers"
local platforms = require "tests.spec.platforms"

local HEAD = [[
context "c"
]]

local function istio(text, arguments)
  return exported.of("istio", HEAD .. text, arguments)
end

describe("the VirtualService", function()
  it("of the seed: shares within the route, subsets that a DestinationRule defines", function()
    local result = exported.of("istio", "models/seeds/07-traffic-management.lua")
    assert.same({
      hosts = { "orders" },
      http = { { route = {
        { destination = { host = "orders", subset = "v2" }, weight = 90 },
        { destination = { host = "orders", subset = "v1" }, weight = 10 },
      }, retries = { attempts = 0 } } },
    }, result:spec("VirtualService", "orders"))
    assert.same({
      host = "orders",
      subsets = { { name = "v1", labels = { version = "v1" } }, { name = "v2", labels = { version = "v2" } } },
    }, result:spec("DestinationRule", "orders"))
    local why = platforms.why_not()
    if why then return pending(why) end
    local well, told = platforms.validate(result.files)
    assert(well, told)
  end)

  it("counts tries after the first, each with its own timeout", function()
    local result = istio [[
service "a" { context = "c", dependencies = { sync "b" { timeout = "600ms", retry = { max_attempts = 3 } } } }
service "b" { context = "c" }
]]
    local rule = result:spec("VirtualService", "b").http[1]
    assert.same({ attempts = 2, perTryTimeout = "600ms" }, rule.retries)
    assert.is_nil(rule.timeout)
    assert.same({ { sourceLabels = { ["app.kubernetes.io/name"] = "a" } } }, rule.match)
    assert.same({ { destination = { host = "b" } } }, result:spec("VirtualService", "b").http[2].route)
  end)

  it("says that there is one try: Istio would add two of its own", function()
    local result = istio [[
service "a" { context = "c", dependencies = { sync "b" {}, sync "d" { timeout = "1s" } } }
service "b" { context = "c" }
service "d" { context = "c" }
service "unasked" { context = "c" }
gateway "edge" { routes = { route "/a" { service = "a" } } }
]]
    for _, name in ipairs { "b", "d", "edge" } do
      for _, rule in ipairs(result:spec("VirtualService", name).http) do assert.same({ attempts = 0 }, rule.retries) end
    end
    assert.same({ { route = { { destination = { host = "b" } } }, retries = { attempts = 0 } } },
      result:spec("VirtualService", "b").http)
    assert.is_nil(result:find("VirtualService", "unasked"))
    assert.is_nil(result:find("VirtualService", "a"))
  end)

  it("tells the calls of one caller apart by what they ask for", function()
    local http = istio([[
service "a" { context = "c", dependencies = {
  sync "b" { endpoint = "POST /slow", timeout = "5s" }, sync "b" { endpoint = "GET /quick/{id}", timeout = "50ms" },
} }
service "b" { context = "c" }
]]):spec("VirtualService", "b").http
    assert.same({ "5s", "50ms" }, { http[1].timeout, http[2].timeout })
    assert.same({ exact = "/slow" }, http[1].match[1].uri)
    assert.same({ exact = "POST" }, http[1].match[1].method)
    assert.same({ regex = "/quick/[^/]+" }, http[2].match[1].uri)
    assert.equal(3, #http)
  end)

  it("lets the call's word win over the policy's", function()
    local http = istio([[
service "a" { context = "c", dependencies = { sync "b" { timeout = "1s" } } }
service "d" { context = "c", dependencies = { sync "b" {} } }
service "b" { context = "c" }
timeout { service = "b", timeout = "200ms" }
retry_policy { service = "b", max_attempts = 2, backoff = "50ms" }
]]):spec("VirtualService", "b").http
    assert.equal(2, #http)
    assert.same({ attempts = 1, perTryTimeout = "1s", backoff = "50ms" }, http[1].retries)
    assert.same({ attempts = 1, perTryTimeout = "200ms", backoff = "50ms" }, http[2].retries)
  end)

  it("turns weights into shares of 100, and says so", function()
    local result = istio [[
service "a" { context = "c" }
service "b" { context = "c" }
traffic "t" { host = "a", routes = { to "a" { weight = 1 }, to "b" { weight = 2 } } }
]]
    local route = result:spec("VirtualService", "a").http[1].route
    assert.same({ 33, 67 }, { route[1].weight, route[2].weight })
    assert.is_true(result:lost("weights that do not add up to 100"))
  end)

  it("keeps the order of matches, faults and copies", function()
    local http = istio([[
service "a" { context = "c" }
service "b" { context = "c" }
traffic "t" {
  host = "a", fault = { delay = "100ms", abort_status = 503, percentage = "1%" },
  routes = {
    to "a" { subset = "new", match = { path = "/a", methods = { "GET", "PUT" }, headers = { ["X-Tester"] = "yes" } } },
    to "a" { mirror = "b", timeout = "2s" },
  },
}
]]):spec("VirtualService", "a").http
    assert.same({ ["x-tester"] = { exact = "yes" } }, http[1].match[1].headers)
    assert.same({ regex = "GET|PUT" }, http[1].match[1].method)
    assert.same({ { exact = "/a" }, { prefix = "/a/" } }, { http[1].match[1].uri, http[1].match[2].uri })
    assert.same({
      delay = { fixedDelay = "100ms", percentage = { value = 1 } },
      abort = { httpStatus = 503, percentage = { value = 1 } },
    }, http[1].fault)
    assert.same({ host = "b" }, http[2].mirror)
    assert.equal("2s", http[2].timeout)
  end)

  it("of a gateway takes the longest path first, rewrites, and names the port", function()
    local text = [[
service "a" { context = "c", ports = { 8081, 9090 } }
gateway "edge" { routes = {
  route "/" { service = "a" }, route "/api/v1" { service = "a", strip_prefix = "/api", timeout = "3s" },
} }
]]
    local http = istio(text):spec("VirtualService", "edge").http
    assert.same({ { exact = "/api/v1" }, { prefix = "/api/v1/" } }, { http[1].match[1].uri, http[1].match[2].uri })
    assert.same({ match = "^/api(/|$)", rewrite = "/" }, http[1].rewrite.uriRegexRewrite)
    assert.same({ host = "a", port = { number = 8081 } }, http[1].route[1].destination)
    assert.equal("3s", http[1].timeout)
    assert.is_nil(http[2].match)
    local old = istio(text .. 'mesh "m" { type = "istio", version = "1.18" }'):spec("VirtualService", "edge").http
    assert.same({ "/v1", "/v1/" }, { old[1].rewrite.uri, old[2].rewrite.uri })
    assert.same({ { exact = "/api/v1" } }, { old[1].match[1].uri })
  end)
end)

describe("a gateway", function()
  it("without a route to a host takes the traffic rules for what comes in by it", function()
    local result = istio [[
service "a" { context = "c" }
gateway "in" {}
traffic "t" { host = "a", gateway = "in", routes = { to "a" { weight = 90, subset = "v1" }, to "a" { weight = 10 } } }
]]
    local route = result:spec("VirtualService", "in").http[1].route
    assert.same({ 90, 10, "v1" }, { route[1].weight, route[2].weight, route[1].destination.subset })
    assert.is_nil(result:find("VirtualService", "a"))
    assert.same({ { from = { { source = { principals = { "cluster.local/ns/default/sa/in" } } } } } },
      result:spec("AuthorizationPolicy", "a").rules)
  end)

  it("that a service realises is left to it", function()
    local result = istio [[
service "a" { context = "c" }
service "proxy" { context = "c" }
gateway "edge" { service = "proxy", routes = { route "/a" { service = "a" } } }
]]
    assert.is_nil(result:find("Gateway", "edge"))
    assert.is_true(result:lost("a gateway that a service realises"))
    assert.same({ "cluster.local/ns/default/sa/proxy" },
      result:spec("AuthorizationPolicy", "a").rules[1].from[1].source.principals)
  end)

  it("whose connections pass through routes by host alone", function()
    local result = istio [[
service "a" { context = "c" }
service "b" { context = "c" }
gateway "edge" {
  tls = { mode = "passthrough", hosts = { "a.example" } },
  routes = { route "/a" { service = "a" }, route "/b" { service = "b" } },
}
]]
    local tls = result:spec("VirtualService", "edge").tls
    assert.same({ { port = 443, sniHosts = { "a.example" } } }, tls[1].match)
    assert.equal("a", tls[1].route[1].destination.host)
    assert.is_true(result:lost("a route behind encryption that passes through"))
  end)

  it("speaks TLS to what is outside, and calls it by its name", function()
    local result = istio [[
external "rates" { properties = { host = "rates.example" } }
gateway "egress" { routes = { route "/rates" { service = "rates" } } }
]]
    assert.equal("rates.example", result:spec("VirtualService", "egress").http[1].rewrite.authority)
    assert.same({ mode = "SIMPLE", sni = "rates.example" },
      result:spec("DestinationRule", "rates-from-egress").trafficPolicy.tls)
  end)
end)

describe("the DestinationRule", function()
  it("guards calls of one caller by a rule of its own, which holds the versions, too", function()
    local result = istio [[
service "a" {
  context = "c", dependencies = { sync "b" { circuit_breaker = { failure_threshold = 7 }, bulkhead = 9 } },
}
service "b" { context = "c" }
circuit_breaker {
  service = "b", failure_threshold = 5, reset_timeout = "60s", max_connections = 100, max_pending = 10,
}
traffic "t" { host = "b", subsets = { v1 = { version = "1.0" } }, load_balancing = "consistent-hash" }
]]
    local all, own = result:spec("DestinationRule", "b"), result:spec("DestinationRule", "b-from-a")
    assert.same({ consecutive5xxErrors = 5, baseEjectionTime = "1m", maxEjectionPercent = 100 },
      all.trafficPolicy.outlierDetection)
    assert.same({ tcp = { maxConnections = 100 }, http = { http1MaxPendingRequests = 10 } },
      all.trafficPolicy.connectionPool)
    assert.same({ matchLabels = { ["app.kubernetes.io/name"] = "a" } }, own.workloadSelector)
    assert.equal(7, own.trafficPolicy.outlierDetection.consecutive5xxErrors)
    assert.equal(9, own.trafficPolicy.connectionPool.http.http2MaxRequests)
    assert.same(all.subsets, own.subsets)
    assert.is_true(result:lost("a circuit breaker for a service as a whole"))
    assert.is_true(result:lost("what of a request the hash is made of", "t"))
  end)

  it("defines a subset that nobody declares, and says so", function()
    local result = istio [[
service "a" { context = "c" }
traffic "t" { host = "a", routes = { to "a" { subset = "V 2" } } }
]]
    assert.same({ { name = "v-2", labels = { version = "V-2" } } }, result:spec("DestinationRule", "a").subsets)
    assert.equal("v-2", result:spec("VirtualService", "a").http[1].route[1].destination.subset)
    assert.is_true(result:lost("which pods a subset has"))
  end)
end)

describe("external systems", function()
  it("are called by the host name that the model tells, else by one that means nothing", function()
    local result = istio [[
external "bank" { properties = { host = "api.bank.example" } }
external "maps.example.com" {}
external "post office" {}
service "a" { context = "c", dependencies = {
  sync "bank" { timeout = "1s", circuit_breaker = { failure_threshold = 5 } },
  sync "maps.example.com" {}, sync "post office" {},
} }
]]
    assert.same({ "api.bank.example" }, result:spec("ServiceEntry", "bank").hosts)
    assert.same({ "maps.example.com" }, result:spec("ServiceEntry", "maps-example-com").hosts)
    assert.same({ "post-office.invalid" }, result:spec("ServiceEntry", "post-office").hosts)
    assert.equal("api.bank.example", result:spec("DestinationRule", "bank-from-a").host)
    assert.is_true(result:lost("its host name, which properties.host may tell", "post office"))
    assert.is_false(result:lost("its host name, which properties.host may tell", "bank"))
    assert.is_true(result:lost("timeout and tries of a call that is encrypted end to end"))
    assert.is_true(result:lost("each address is left out after that many connections in a row that fail"))
  end)
end)

describe("rate limits", function()
  local function bucket(text)
    local result = istio(text)
    local filter = result:find("EnvoyFilter", "a")
    return filter and filter.spec.configPatches[1].patch.value.typed_config.token_bucket, result
  end

  it("are shared out over the pods there are at least", function()
    local own, result = bucket [[
service "a" { context = "c", scaling = { min = 4, max = 8 } }
rate_limit { service = "a", rate = "1500/s", burst = 300 }
]]
    assert.same({ max_tokens = 75, tokens_per_fill = 75, fill_interval = "0.2s" }, own)
    assert.is_true(result:lost("one limit over a changing number of pods"))
    assert.equal("networking.istio.io/v1alpha3", result:find("EnvoyFilter", "a").apiVersion)
  end)

  it("go with the parts of the requests that versions get, each with pods of its own", function()
    local VERSIONS = [[
service "a" { context = "c", scaling = { min = 4, max = 8 } }
rate_limit { service = "a", rate = "1000/s", burst = 400 }
traffic "t" { host = "a", subsets = { v1 = { version = "1" }, v2 = { version = "2" } }, %s }
]]
    local function tokens(routes)
      local result, list = istio(VERSIONS:format(routes)), {}
      for _, name in ipairs { "a-v1", "a-v2" } do
        local spec = result:spec("EnvoyFilter", name)
        local own = spec.configPatches[1].patch.value.typed_config.token_bucket
        list[#list + 1] = own.max_tokens
        assert.equal(name:sub(-1), spec.workloadSelector.labels.version)
      end
      return list, result
    end
    assert.same({ 90, 10 },
      (tokens 'routes = { to "a" { subset = "v1", weight = 90 }, to "a" { subset = "v2", weight = 10 } }'))
    local list, result = tokens 'routes = { to "a" { subset = "v1" } }'
    assert.same({ 50, 50 }, list)
    assert.is_true(result:lost("one limit over versions whose parts of the requests are not told"))
  end)

  it("keep slow rates exact, and Envoy's shortest interval", function()
    local service = 'service "a" { context = "c", scaling = { min = 1 } }\n'
    assert.same({ max_tokens = 5, tokens_per_fill = 1, fill_interval = "3s" },
      (bucket(service .. 'rate_limit { service = "a", rate = "20/min", burst = 5 }')))
    assert.same({ max_tokens = 50, tokens_per_fill = 50, fill_interval = "0.05s" },
      (bucket(service .. 'rate_limit { service = "a", rate = "1000/s", burst = 3 }')))
  end)

  it("that count clients apart are left out: all together would be far too few", function()
    local own, result = bucket [[
service "a" { context = "c" }
rate_limit { service = "a", rate = "10/s", per = "client" }
quota { service = "a", limit = 5, window = "1d" }
]]
    assert.is_nil(own)
    assert.is_true(result:lost("a rate limit that counts clients apart"))
    assert.is_true(result:lost("a quota"))
  end)

  it("of a route find it by its name", function()
    local result = istio [[
service "a" { context = "c" }
gateway "edge" { routes = {
  route "/a" { service = "a", rate_limiting = { rate = "5/s", burst = 10 } }, route "/b" { service = "a" },
} }
]]
    local patches = result:spec("EnvoyFilter", "edge").configPatches
    local http = result:spec("VirtualService", "edge").http
    assert.is_nil(patches[1].patch.value.typed_config.token_bucket)
    assert.equal(http[1].name, patches[2].match.routeConfiguration.vhost.route.name)
    assert.is_nil(http[2].name)
    local apart = istio [[
service "a" { context = "c" }
gateway "edge" { routes = { route "/a" { service = "a", rate_limiting = { rate = "5/s", per = "ip" } } } }
]]
    assert.is_nil(apart:spec("VirtualService", "edge").http[1].name)
    assert.is_true(apart:lost("no limit, nor in any other target"))
  end)
end)

describe("the namespace", function()
  local TEXT = [[
service "a" { context = "c", dependencies = { sync "b" {} } }
service "b" { context = "c" }
]]

  it("of objects is that of the context, as with every other target, and identities hold the usual one", function()
    local result = istio(TEXT)
    assert.is_nil(result:find("AuthorizationPolicy", "b").metadata.namespace)
    assert.same({ "cluster.local/ns/default/sa/a" },
      result:spec("AuthorizationPolicy", "b").rules[1].from[1].source.principals)
    assert.is_true(result:lost("the namespace that identities and whole addresses hold"))
  end)

  it("is the one that is set, in identities, too", function()
    local result = istio(TEXT, { "--set", "namespace=shop" })
    assert.equal("shop", result:find("AuthorizationPolicy", "b").metadata.namespace)
    assert.same({ "cluster.local/ns/shop/sa/a" },
      result:spec("AuthorizationPolicy", "b").rules[1].from[1].source.principals)
    assert.is_false(result:lost("the namespace that identities and whole addresses hold"))
  end)
end)

describe("the mesh", function()
  local FULL = [[
service "a" { context = "c", tracing = tracing { tracer = "otlp", sample_rate = "1%" } }
mesh "default" { type = "istio", version = "VERSION", security = { mtls = "strict", authorization = true },
  observability = { tracing = true, metrics = true, logging = false } }
]]

  it("decides the version of the APIs", function()
    for version, apis in pairs {
      ["1.18"] = { "networking.istio.io/v1beta1", "security.istio.io/v1beta1", "telemetry.istio.io/v1alpha1" },
      ["1.21.4"] = { "networking.istio.io/v1beta1", "security.istio.io/v1beta1", "telemetry.istio.io/v1alpha1" },
      ["v1.22"] = { "networking.istio.io/v1", "security.istio.io/v1", "telemetry.istio.io/v1" },
    } do
      local text = FULL:gsub("VERSION", version) .. 'timeout { service = "a", timeout = "1s" }'
      local result = istio(text)
      assert.equal(apis[1], result:find("VirtualService", "a").apiVersion)
      assert.equal(apis[2], result:find("PeerAuthentication", "default").apiVersion)
      assert.equal(apis[3], result:find("Telemetry", "default").apiVersion)
    end
  end)

  it("without a version is one that takes what is newest, and says so", function()
    local result = istio('service "a" { context = "c" }\nmesh "m" { type = "istio" }')
    assert.is_true(result:lost("the version of Istio", "m"))
    assert.is_false(istio((FULL:gsub("VERSION", "1.22"))):lost("the version of Istio"))
  end)

  it("has policies for the proxy of what runs in no container", function()
    local result = istio 'service "a" { context = "c", technologies = { runtime = "z/os" } }'
    assert.is_true(result:lost("the proxy of a program that runs in no container", "a"))
  end)

  it("traces one request in a hundred as 1", function()
    local spec = istio((FULL:gsub("VERSION", "1.22"))):spec("Telemetry", "default")
    assert.same({ { providers = { { name = "otlp" } }, randomSamplingPercentage = 1 } }, spec.tracing)
    assert.same({ { disabled = true } }, spec.accessLogging)
    assert.same({ { providers = { { name = "prometheus" } } } }, spec.metrics)
  end)

  it("that lists its services has an object for each", function()
    local result = istio [[
service "a" { context = "c" }
service "b" { context = "c" }
mesh "m" { type = "istio", services = { "a" }, security = { mtls = "permissive" } }
]]
    assert.equal("PERMISSIVE", result:spec("PeerAuthentication", "a").mtls.mode)
    assert.is_nil(result:find("PeerAuthentication", "b"))
  end)

  it("leaves names free that services have", function()
    local result = istio [[
service "default" { context = "c", tracing = tracing { sample_rate = "5%" } }
service "b" { context = "c" }
mesh "default" { type = "istio", observability = { tracing = true } }
]]
    local seen = {}
    for _, document in ipairs(result.documents) do
      local key = document.kind .. " " .. document.metadata.name
      assert.is_nil(seen[key], key)
      seen[key] = true
    end
    assert.equal(5, result:spec("Telemetry", "default").tracing[1].randomSamplingPercentage)
  end)

  it("of an old version writes what that version takes", function()
    local why = platforms.why_not()
    if why then return pending(why) end
    local files = {}
    for _, model in ipairs { "models/seeds/03-service-mesh.lua", "models/seeds/12-istio-capabilities.lua" } do
      for _, file in ipairs(exported.of("istio", model).files) do files[#files + 1] = file end
    end
    local well, told = platforms.validate(files, { "--istio=1.18", "--no-xref" })
    assert(well, told)
    for _, name in ipairs { "ecommerce", "banking", "streaming" } do
      local folder = helpers.temp_dir() .. "/copy"
      os.execute(("cp -R models/%s %s && find %s -name '*.lua' -exec sed -i 's/\"1[.]22\"/\"1.18\"/' {} +"):format(
        name, folder, folder))
      well, told = platforms.validate(exported.of("istio", folder).files, { "--istio=1.18" })
      assert(well, told)
    end
  end)
end)

describe("opentelemetry", function()
  local TRACED = [[
service "a" {
  context = "c", technologies = { language = "Python" }, tracing = tracing { tracer = "jaeger", sample_rate = "1%" },
}
service "b" {
  context = "c", technologies = { language = "Rust" }, tracing = tracing { tracer = "zipkin", sample_rate = "50%" },
}
service "silent" { context = "c" }
]]

  local function opentelemetry(arguments)
    return exported.of("opentelemetry", HEAD .. TRACED, arguments)
  end

  it("samples one trace in a hundred as 0.01, where it begins", function()
    local result = opentelemetry()
    assert.same({ type = "parentbased_traceidratio", argument = "0.01" }, result:spec("Instrumentation", "a").sampler)
    assert.is_nil(result:find("Instrumentation", "silent"))
    local config = result:spec("OpenTelemetryCollector", "otel").config
    for name in pairs(config.processors) do assert.is_nil(name:find("sampler", 1, true), "sampled twice") end
    assert.is_true(result:lost("a rate of its own for services behind others"))
    assert.is_true(result:lost("instrumentation.opentelemetry.io/inject-python", "a"))
    assert.is_true(result:lost("a program that the operator cannot instrument", "b"))
  end)

  it("or as 1 in the collector", function()
    local result = opentelemetry { "--set", "sampling=collector" }
    assert.same({ type = "parentbased_always_on" }, result:spec("Instrumentation", "a").sampler)
    local config = result:spec("OpenTelemetryCollector", "otel").config
    assert.equal(1, config.processors["probabilistic_sampler/1"].sampling_percentage)
    assert.same({ "filter/1", "probabilistic_sampler/1", "batch" }, config.service.pipelines["traces/1"].processors)
  end)

  it("sends each tracer its own services' spans", function()
    local config = opentelemetry():spec("OpenTelemetryCollector", "otel").config
    assert.same({ "otlp/jaeger" }, config.service.pipelines["traces/1"].exporters)
    assert.same({ 'resource.attributes["service.name"] != "a"' }, config.processors["filter/1"].traces.span)
    assert.same({ "zipkin" }, config.service.pipelines["traces/2"].exporters)
  end)

  it("refuses another way to sample", function()
    local status, _, err = helpers.run {
      "export", "opentelemetry", helpers.model(HEAD .. TRACED), "--set", "sampling=never",
    }
    assert.equal(2, status)
    assert.is_truthy(err:find("it takes sdk or collector", 1, true), err)
  end)
end)
