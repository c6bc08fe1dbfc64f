--- The kubernetes target: network policies that admit the model's edges and nothing else, and what else a
--- manifest may not get wrong.

local exported = require "tests.spec.exported"
local helpers = require "tests.spec.helpers"
local systems = require "tests.spec.systems"

--- Every document the target writes for a model, and the losses.
local function export(path)
  local result = exported.of("kubernetes", path)
  return result.documents, result.losses
end

local function find(documents, kind, name)
  for _, document in ipairs(documents) do
    if document.kind == kind and document.metadata.name == name then return document end
  end
end

-- ---- network policies, as a cluster applies them ----

local NAME = "app.kubernetes.io/name"

local function peer_admits(peer, name)
  return peer.podSelector and peer.podSelector.matchLabels[NAME] == name
end

--- Whether one of the rules lets `name` through; a rule without peers lets everybody.
local function rules_admit(rules, side, name)
  for _, rule in ipairs(rules) do
    if not rule[side] then return true end
    for _, peer in ipairs(rule[side]) do
      if peer_admits(peer, name) then return true end
    end
  end
  return false
end

local function admits(documents, from, to)
  local out, into = find(documents, "NetworkPolicy", from), find(documents, "NetworkPolicy", to)
  return (not out or not out.spec.egress or rules_admit(out.spec.egress, "to", to))
    and (not into or rules_admit(into.spec.ingress, "from", from))
end

--- The edges a model says, read off its dump: calls, stores, brokers.
local function said_edges(dump)
  local edges = {}
  local broker_of = {}
  for _, topic in ipairs(dump.topics or {}) do broker_of[topic.name] = topic.broker end
  local function add(from, to)
    if from and to then edges[from .. " -> " .. to] = true end
  end
  for _, call in ipairs(dump.dependencies or {}) do
    if call.style == "sync" then add(call.from, call.to) end
    if call.through then add(call.from, broker_of[call.through]) add(call.to, broker_of[call.through]) end
  end
  local topic_of = {}
  for _, event in ipairs(dump.events or {}) do topic_of[event.name] = event.topic end
  for _, service in ipairs(dump.services) do
    for _, list in ipairs { "datastores", "uses" } do
      for _, store in ipairs(service[list] or {}) do add(service.name, store) end
    end
    for _, event in ipairs(service.publishes or {}) do add(service.name, broker_of[topic_of[event]]) end
    for _, on in ipairs(service.consumes or {}) do
      add(service.name, broker_of[topic_of[type(on) == "table" and (on.event or on.name) or on]])
    end
  end
  return edges
end

local function names_in(dump)
  local names = {}
  for _, list in ipairs { "services", "datastores", "brokers" } do
    for _, item in ipairs(dump[list] or {}) do names[#names + 1] = item.name end
  end
  return names
end

describe("network policies", function()
  it("of the sock shop admit every edge and nothing else", function()
    if not systems.are_here() then return pending("the collection is not here") end
    local folder = helpers.model((systems.convert(systems.path("sock-shop"))))
    local documents = export(folder)
    local _, out = helpers.run { "dump", folder }
    local dump = helpers.json(out)
    local edges, names, walked = said_edges(dump), names_in(dump), 0
    for _, from in ipairs(dump.services) do
      for _, to in ipairs(names) do
        local edge = from.name .. " -> " .. to
        local visited = to == "front-end" -- an actor reaches it, so everybody may
        local expected = edges[edge] or false
        if to ~= from.name and not (visited and not expected) then
          assert.equal(expected, admits(documents, from.name, to), edge)
          walked = walked + (expected and 1 or 0)
        end
      end
    end
    assert.equal(10 + 5 + 2, walked) -- calls, stores, both ends of the queue
  end)

  local MODEL = [[
context "c" {}
external "bank" {}
actor "customer" {}
broker "kafka" { technology = "kafka" }
topic "t" { broker = "kafka" }
event "done" { topic = "t" }
gateway "edge" { routes = { route "/a" { service = "a" } } }
gateway "inner" { service = "proxy" }
service "proxy" { context = "c", ports = { 80 } }
service "a" {
  context = "c", ports = { 8080, 9090 }, dependencies = { sync "inner" {}, sync "bank" {} }, publishes = { "done" },
}
service "b" { context = "c", consumes = { "done" } }
service "alone" { context = "c" }
service "shop" { context = "c" }
scenario "s" { "customer -> shop: GET /" }
]]
  local documents, losses = export(helpers.model(MODEL))

  local function policy(name) return find(documents, "NetworkPolicy", name).spec end

  it("admit a gateway's pods from any namespace, on the service's ports", function()
    local rule = policy("a").ingress[1]
    assert.same({}, rule.from[1].namespaceSelector)
    assert.equal("edge", rule.from[1].podSelector.matchLabels[NAME])
    assert.equal(8080, rule.ports[1].port)
    assert.equal(9090, rule.ports[2].port)
    assert.equal(1, #policy("a").ingress)
  end)

  it("follow a gateway to the service that realises it", function()
    assert.is_true(admits(documents, "a", "proxy"))
    assert.is_false(admits(documents, "b", "proxy"))
  end)

  it("let calls out of the cluster, and only those that are modelled", function()
    local function reaches_outside(name)
      for _, rule in ipairs(policy(name).egress) do
        if rule.to and rule.to[1].ipBlock then return true end
      end
      return false
    end
    assert.is_true(reaches_outside("a"))
    assert.is_false(reaches_outside("b"))
  end)

  it("let them out to public addresses alone, over TLS, and name the files", function()
    local rule = policy("a").egress[#policy("a").egress]
    local blocks = {}
    for _, peer in ipairs(rule.to) do blocks[peer.ipBlock.cidr] = peer.ipBlock.except end
    assert.same({
      ["0.0.0.0/0"] = { "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16" },
      ["::/0"] = { "fc00::/7", "fe80::/10" },
    }, blocks)
    assert.same({ { protocol = "TCP", port = 443 } }, rule.ports)
    for _, loss in ipairs(losses) do
      if loss.subject == "bank" then assert.is_truthy(loss.written[1].file:find("^a%.4")) end
    end
  end)

  it("admit both ends of a topic to its broker, and nobody to a service that nobody calls", function()
    assert.is_true(admits(documents, "a", "kafka"))
    assert.is_true(admits(documents, "b", "kafka"))
    assert.is_false(admits(documents, "alone", "kafka"))
    assert.same({}, policy("alone").ingress)
  end)

  it("admit the nodes of a broker to each other", function()
    local rule = policy("kafka").ingress[2]
    assert.same({ { podSelector = { matchLabels = { [NAME] = "kafka" } } } }, rule.from)
    assert.is_nil(rule.ports)
  end)

  it("leave a proxy its control plane, and whoever reads its metrics", function()
    local function rules(mesh)
      local text = 'context "c" {}\nservice "s" { context = "c", tracing = tracing { tracer = "otlp" } }\n' .. mesh
      local spec = find(export(helpers.model(text)), "NetworkPolicy", "s").spec
      return spec.egress, spec.ingress
    end
    local egress, ingress = rules('mesh "m" { type = "istio" }')
    assert.same({
      to = { {
        namespaceSelector = { matchLabels = { ["kubernetes.io/metadata.name"] = "istio-system" } },
        podSelector = { matchLabels = { app = "istiod" } },
      } },
      ports = { { protocol = "TCP", port = 15012 } },
    }, egress[2])
    assert.same({ { protocol = "TCP", port = 4317 }, { protocol = "TCP", port = 4318 } }, egress[3].ports)
    assert.equal("otel-collector", egress[3].to[1].podSelector.matchLabels[NAME])
    assert.same({ {
      from = { { namespaceSelector = {} } },
      ports = { { protocol = "TCP", port = 15020 }, { protocol = "TCP", port = 15090 } },
    } }, ingress)
    egress, ingress = rules("")
    assert.equal(2, #egress)
    assert.same({}, ingress)
  end)

  it("admit requests where the proxy of a mesh takes them", function()
    local of_mesh = export(helpers.model([[
context "c" {}
service "a" { context = "c", dependencies = { sync "b" {} } }
service "b" { context = "c" }
mesh "m" { type = "linkerd" }
]]))
    local ports = { { protocol = "TCP", port = 8080 }, { protocol = "TCP", port = 4143 } }
    assert.same(ports, find(of_mesh, "NetworkPolicy", "b").spec.ingress[1].ports)
    assert.same(ports, find(of_mesh, "NetworkPolicy", "a").spec.egress[2].ports)
  end)

  it("tell which DNS they admit, and in which files", function()
    for _, loss in ipairs(losses) do
      if loss.what == "where the cluster's DNS is" then
        assert.is_truthy(loss.instead:find("k8s-app: kube-dns", 1, true))
        assert.equal(5, #loss.written) -- one policy for each service
        return
      end
    end
    error("nothing tells it")
  end)

  it("admit everybody where actors come, and say so", function()
    assert.is_nil(policy("shop").ingress[1].from)
    local told = false
    for _, loss in ipairs(losses) do
      told = told or (loss.subject == "shop" and loss.what == "where actors come from")
    end
    assert.is_true(told)
  end)
end)

describe("network policies and traffic rules", function()
  local documents = export(helpers.model([[
context "c"
external "archive"
actor "customer"
gateway "edge" {}
gateway "split" { routes = { route "/a" { split = { to "old" { weight = 90 }, to "blue" { weight = 10 } } } } }
service "web" { context = "c", dependencies = { sync "search" {} } }
service "app" { context = "c", dependencies = { sync "old" {} } }
service "search" { context = "c" }
service "old" { context = "c" }
service "blue" { context = "c" }
service "newer" { context = "c", dependencies = { sync "search" {} } }
service "copy" { context = "c" }
service "newest" { context = "c" }
scenario "s" { "customer -> search: GET /" }
traffic "t" {
  host = "search", routes = {
    to "search" { weight = 50, mirror = "copy" }, to "newer" { weight = 40 }, to "archive" { weight = 10 },
  },
}
traffic "u" { host = "newer", routes = { to "newest" { weight = 100 } } }
traffic "v" { host = "old", gateway = "edge", routes = { to "newest" { weight = 100 } } }
traffic "w" { host = "old", routes = { to "old" { weight = 90 }, to "copy" { weight = 10 } } }
]]))

  local function assert_pairs(expected)
    for pair, wanted in pairs(expected) do
      local from, to = pair:match("^(.-) (.*)$")
      assert.equal(wanted, admits(documents, from, to), pair)
    end
  end

  it("admit the callers of a host to where its requests are sent, as a share or as a copy", function()
    assert_pairs {
      ["web newer"] = true, ["web copy"] = true, ["newer copy"] = true, ["app copy"] = true, ["web search"] = true,
      ["app newer"] = false, ["search newer"] = false, ["newer blue"] = false,
    }
    local egress = find(documents, "NetworkPolicy", "web").spec.egress
    assert.is_truthy(egress[#egress].to[1].ipBlock)
  end)

  it("steer requests once, as a mesh does, and those of a gateway apart", function()
    assert_pairs {
      ["web newest"] = false, ["app newest"] = false, ["edge newest"] = true, ["edge old"] = true,
      ["edge copy"] = true, ["edge newer"] = false,
    }
  end)

  it("leave alone what a route shares out itself, and what actors send", function()
    assert_pairs { ["split old"] = true, ["split blue"] = true, ["split copy"] = false }
    assert.is_truthy(find(documents, "NetworkPolicy", "newer").spec.ingress[1].from)
  end)

  it("follow access policies in the place of calls, and say what of them is lost", function()
    local refused, losses = export(helpers.model([[
context "c"
external "partner"
service "web" { context = "c", dependencies = { sync "stock" {} } }
service "app" { context = "c" }
service "stock" { context = "c" }
service "open" { context = "c" }
access { from = { "app", "partner" }, to = "stock", methods = { "GET" } }
access { to = "open" }
]]))
    assert.is_false(admits(refused, "web", "stock"))
    assert.is_true(admits(refused, "app", "stock"))
    assert.is_truthy(find(refused, "NetworkPolicy", "stock").spec.ingress[1].from[2].ipBlock)
    assert.is_nil(find(refused, "NetworkPolicy", "open").spec.ingress[1].from)
    local told = {}
    for _, loss in ipairs(losses) do told[loss.what] = loss.instead end
    assert.equal("all of them", told["which methods and paths may be asked for"])
    assert.equal("admission of all public addresses", told["the addresses of an external system"])
  end)
end)

describe("a manifest", function()
  local function of(fields)
    local documents, losses = export(helpers.model(
      ('context "c" {}\nservice "svc" { context = "c", ports = { 8080 }, image = "x:1", %s }'):format(fields)))
    local whats = {}
    for _, loss in ipairs(losses) do whats[loss.what] = loss.instead end
    return documents, whats
  end

  it("leaves the number of replicas to the autoscaler", function()
    local documents = of('scaling = { min = 2, max = 5, metric = "cpu", target = "65%" }')
    assert.is_nil(find(documents, "Deployment", "svc").spec.replicas)
    local autoscaler = find(documents, "HorizontalPodAutoscaler", "svc").spec
    assert.equal(2, autoscaler.minReplicas)
    assert.equal(5, autoscaler.maxReplicas)
    assert.equal(65, autoscaler.metrics[1].resource.target.averageUtilization)
    assert.equal(1, find(documents, "PodDisruptionBudget", "svc").spec.maxUnavailable)
    assert.is_truthy(find(documents, "Deployment", "svc").spec.template.spec.containers[1].resources.requests.cpu)
  end)

  it("has a fixed number without", function()
    local documents = of("scaling = { min = 3 }")
    assert.equal(3, find(documents, "Deployment", "svc").spec.replicas)
    assert.is_nil(find(documents, "HorizontalPodAutoscaler", "svc"))
    assert.is_nil(find(of("scaling = { min = 1 }"), "PodDisruptionBudget", "svc"))
  end)

  it("rounds probes to whole seconds, and says so", function()
    local documents, whats = of(
      'health = { liveness "/live" { interval = "10s", timeout = "250ms", failure_threshold = 2 } }')
    local probe = find(documents, "Deployment", "svc").spec.template.spec.containers[1].livenessProbe
    assert.same({
      httpGet = { path = "/live", port = 8080 }, periodSeconds = 10, timeoutSeconds = 1, failureThreshold = 2,
    }, probe)
    assert.equal("the next whole second", whats["parts of a second in a probe"])
  end)

  it("rolls as the model says", function()
    local documents = of('deployment = rolling { max_surge = "25%", max_unavailable = 1 }')
    local whats
    assert.same({ type = "RollingUpdate", rollingUpdate = { maxSurge = "25%", maxUnavailable = 1 } },
      find(documents, "Deployment", "svc").spec.strategy)
    documents, whats = of('deployment = rolling { max_surge = 0, max_unavailable = "0%" }')
    assert.equal(1, find(documents, "Deployment", "svc").spec.strategy.rollingUpdate.maxSurge)
    assert.is_truthy(whats["neither surge nor unavailable pods: nothing could roll"])
    assert.equal("Recreate", find((of("deployment = recreate {}")), "Deployment", "svc").spec.strategy.type)
    documents, whats = of('deployment = canary { initial = "5%" }')
    assert.equal("RollingUpdate", find(documents, "Deployment", "svc").spec.strategy.type)
    assert.is_truthy(whats["the deployment strategy canary"])
  end)

  it("asks for health in the language of the service", function()
    local HEALTH = '} service "asked" { context = "c", ports = { 9090 }, health = { readiness "/ready" {} }, %s'
    local function probe(fields)
      local documents, whats = of(HEALTH:format(fields))
      return find(documents, "Deployment", "asked").spec.template.spec.containers[1].readinessProbe, whats
    end
    local asked, whats = probe('endpoints = { rpc "A/B" }')
    assert.same({ grpc = { port = 9090 } }, asked)
    assert.is_truthy(whats["the path of a probe where only gRPC is spoken"])
    assert.same({ path = "/ready", port = 9090 }, probe('endpoints = { rpc "A/B", GET "/b" }').httpGet)
    assert.same({ path = "/ready", port = 9090 }, probe("").httpGet)
  end)

  it("of a mesh asks for a proxy, and for none out of it", function()
    local function pods(mesh, name)
      local documents = of('} service "out" { context = "c" } ' .. mesh .. ' service "x" { context = "c"')
      return find(documents, "Deployment", name).spec.template.metadata
    end
    local istio = 'mesh "m" { type = "istio", services = { "svc" } }'
    assert.equal("true", pods(istio, "svc").labels["sidecar.istio.io/inject"])
    assert.equal("false", pods(istio, "out").labels["sidecar.istio.io/inject"])
    assert.same({ ["linkerd.io/inject"] = "enabled" }, pods('mesh "m" { type = "linkerd" }', "svc").annotations)
    assert.is_nil(pods("", "svc").labels["sidecar.istio.io/inject"])
  end)

  it("of what runs in no container is a Service, whose addresses somebody else tells", function()
    local documents, losses = export(helpers.model([[
context "c" {}
service "books" { context = "c", ports = { 4000 }, technologies = { language = "cobol", runtime = "z/OS" } }
service "web" { context = "c", dependencies = { sync "books" {} } }
]]))
    assert.is_nil(find(documents, "Deployment", "books"))
    assert.is_nil(find(documents, "NetworkPolicy", "books"))
    assert.same({ ports = { { name = "http-4000", port = 4000 } } }, find(documents, "Service", "books").spec)
    local egress = find(documents, "NetworkPolicy", "web").spec.egress
    assert.same({ ports = { { protocol = "TCP", port = 4000 } } }, egress[#egress])
    local told = {}
    for _, loss in ipairs(losses) do told[loss.what] = loss.subject end
    assert.equal("books", told["a program on z/OS, which runs in no container"])
  end)

  it("starts each version from the image of its tag", function()
    local function images(image)
      local documents, losses = export(helpers.model(([[
context "c" {}
service "svc" { context = "c"%s }
traffic "t" { host = "svc", subsets = { v1 = { version = "1.8" }, v2 = { version = "2.0" } } }
]]):format(image)))
      local list, whats = {}, {}
      for _, name in ipairs { "svc-v1", "svc-v2" } do
        list[#list + 1] = find(documents, "Deployment", name).spec.template.spec.containers[1].image
      end
      for _, loss in ipairs(losses) do whats[loss.what] = loss.instead end
      return list, whats
    end
    local list, whats = images("")
    assert.same({ "svc:1.8", "svc:2.0" }, list)
    assert.is_truthy(whats["the image of each version"])
    assert.same({ "host:5000/shop/svc:1.8", "host:5000/shop/svc:2.0" }, (images ', image = "host:5000/shop/svc:1.8"'))
    assert.same({ "shop/svc:1.8", "shop/svc:2.0" }, (images ', image = "shop/svc"'))
  end)

  it("says that an image without a tag may be any version", function()
    local _, losses = export(helpers.model('context "c" {}\nservice "s" { context = "c", image = "host:5000/s" }'))
    local told = {}
    for _, loss in ipairs(losses) do told[loss.what] = true end
    assert.is_true(told["the tag of its image: without one any version may start"])
    local _, whats = of("tags = {}")
    assert.is_nil(whats["the tag of its image: without one any version may start"])
  end)

  it("has a Deployment for each version that traffic rules tell apart", function()
    local documents = of('} traffic "t" { host = "svc", subsets = { v1 = {}, v2 = { version = "2.0" } }, routes = {'
      .. ' to "svc" { subset = "v1", weight = 90 }, to "svc" { subset = "v2", weight = 10 } }')
    assert.equal("v1", find(documents, "Deployment", "svc-v1").spec.template.metadata.labels.version)
    assert.equal("2.0", find(documents, "Deployment", "svc-v2").spec.selector.matchLabels.version)
    assert.is_nil(find(documents, "Service", "svc").spec.selector.version)
  end)

  it("has names that are DNS labels, one to one, and says which were changed", function()
    local documents, losses = export(helpers.model([[
context "c" {}
service "Order_Service" { context = "c" }
service "order-service" { context = "c" }
service "order.service" { context = "c" }
service "2nd" { context = "c" }
datastore "order-service" { owner = "2nd" }
]]))
    assert.is_truthy(find(documents, "Service", "order-service"))
    assert.is_truthy(find(documents, "Service", "order-service-service"))
    assert.is_truthy(find(documents, "Service", "x-2nd"))
    assert.is_truthy(find(documents, "NetworkPolicy", "order-service-datastore"))
    local services, changed = 0, 0
    for _, document in ipairs(documents) do services = services + (document.kind == "Service" and 1 or 0) end
    for _, loss in ipairs(losses) do changed = changed + (loss.instead:match("^the name ") and 1 or 0) end
    assert.equal(4, services)
    assert.equal(4, changed)
  end)
end)
