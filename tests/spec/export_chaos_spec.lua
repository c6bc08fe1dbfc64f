--- The targets chaos-mesh, litmus and chaos-toolkit: each fault of the table of common faults, and what makes an
--- experiment of it: steady state, hypothesis, abort, recovery and rollback.

local helpers = require "tests.spec.helpers"
local lfs = require "lfs"
local platforms = require "tests.spec.platforms"

local SYSTEM = [[
context "c" {}
external "bank" {}
external "post" { properties = { host = "api.post.example" } }
external "lonely" {}
service "orders" { context = "c", ports = { 8080 }, endpoints = { GET "/orders" }, scaling = { min = 4, max = 8 },
  dependencies = { sync "stock" {}, sync "bank" {}, sync "post" {} },
  datastores = { datastore "orders-db" { technology = "postgresql" } },
  health = { liveness "/live" {}, readiness "/ready" { interval = "5s", timeout = "1s", failure_threshold = 2 } },
  slos = {
    slo "availability" { target = "99.9%", window = "30d" }, slo "latency_p99" { target = "200ms", window = "7d" },
    slo "freshness" { target = "60s", window = "7d" },
  } }
service "stock" {
  context = "c", ports = { 9090 }, dependencies = { sync "bank" {} }, endpoints = { rpc "Stock/Get" {} },
}
]]

local GUARDED = [[
  steady_state = { "orders/availability", "orders/latency_p99" }, hypothesis = "Nobody notices",
  blast_radius = { max_services = 1, percentage = "25%" },
  abort_when = { error_rate = "5%", latency_p99 = "1s", breached = { "orders/availability" } },
  recovery = { within = "60s" },]]

local written = {}

local function collect(folder, files)
  for _, name in ipairs(helpers.names(folder)) do
    local path = folder .. "/" .. name
    if lfs.attributes(path, "mode") == "directory" then collect(path, files) else files[#files + 1] = path end
  end
  return files
end

--- The documents of one experiment by their path without ending, and the losses as text.
local function export(target, fields, ...)
  local folder = helpers.temp_dir()
  local text = SYSTEM .. ('experiment "x" { duration = "5m", %s }'):format(fields)
  local status, _, err = helpers.run { "export", target, helpers.model(text), "-f", "json", "-o", folder .. "/o",
    "--report", folder .. "/losses.json", ... }
  assert(status == 0, err)
  local documents = {}
  for _, path in ipairs(collect(folder .. "/o", {})) do
    written[#written + 1] = path
    documents[path:sub(#folder + 4):gsub("%.json$", "")] = helpers.json(helpers.read(path))
  end
  return documents, helpers.read(folder .. "/losses.json")
end

local function mesh(fault, rest)
  local documents, losses = export("chaos-mesh", ('target = "orders", fault = %s,%s'):format(fault, rest or ""))
  return documents["faults/x"], losses, documents["workflows/x"]
end

--- The experiment of the engine, and its variables by name.
local function litmus(fault, rest, target)
  local fields = ('target = "%s", fault = %s,%s'):format(target or "orders", fault, rest or "")
  local documents, losses = export("litmus", fields)
  local engine, env = documents.x, {}
  if not engine then return nil, nil, losses end
  for _, each in ipairs(engine.spec.experiments[1].spec.components.env) do env[each.name] = each.value end
  return engine.spec.experiments[1], env, losses, engine
end

local function toolkit(fault, rest)
  local documents, losses = export("chaos-toolkit", ('target = "orders", fault = %s,%s'):format(fault, rest or ""))
  return documents.x, losses
end

local function tells(losses, text)
  assert.is_truthy(losses:find(text, 1, true), text)
end

local ORDERS = { ["app.kubernetes.io/name"] = "orders" }

describe("Pod Kill", function()
  it("in Chaos Mesh is over at once: no duration", function()
    local document = mesh("pod_kill { count = 1 }")
    assert.equal("PodChaos", document.kind)
    assert.same({ action = "pod-kill", mode = "one", selector = { labelSelectors = ORDERS } }, document.spec)
    document = mesh("pod_kill { count = 3 }")
    assert.equal("fixed", document.spec.mode)
    assert.equal("3", document.spec.value)
    document = mesh("pod_kill {}", 'blast_radius = { percentage = "50%" }')
    assert.equal("fixed-percent", document.spec.mode)
    assert.equal("50", document.spec.value)
    local _, losses = mesh("pod_kill {}")
    tells(losses, "how many pods are killed")
  end)

  it("in Chaos Mesh is repeated by a Schedule, which a Workflow ends", function()
    local document, losses, workflow = mesh('pod_kill { count = 1, interval = "90s" }')
    assert.equal("Schedule", document.kind)
    assert.equal("@every 1m30s", document.spec.schedule)
    assert.equal("PodChaos", document.spec.type)
    assert.equal("pod-kill", document.spec.podChaos.action)
    local fault = workflow.spec.templates[2]
    assert.equal("Schedule", fault.templateType)
    assert.equal("5m", fault.deadline)
    tells(losses, "an end of the kills")
  end)

  it("in Litmus kills once, or at an interval", function()
    local experiment, env, _, engine = litmus("pod_kill { count = 1 }")
    assert.equal("pod-delete", experiment.name)
    assert.same({ TOTAL_CHAOS_DURATION = "300", CHAOS_INTERVAL = "300" }, env)
    assert.same({ appns = "default", applabel = "app.kubernetes.io/name=orders", appkind = "deployment" },
      engine.spec.appinfo)
    local _, some, losses = litmus('pod_kill { count = 2, interval = "30s" }')
    assert.equal("30", some.CHAOS_INTERVAL)
    assert.equal("50", some.PODS_AFFECTED_PERC)
    tells(losses, "a number of pods")
  end)

  it("in the Chaos Toolkit terminates pods", function()
    local document = toolkit('pod_kill { count = 2, interval = "150s" }')
    assert.equal(2, #document.method)
    local provider = document.method[1].provider
    assert.equal("chaosk8s.pod.actions", provider.module)
    assert.equal("terminate_pods", provider.func)
    assert.equal(2, provider.arguments.qty)
    assert.equal("app.kubernetes.io/name=orders", provider.arguments.label_selector)
    assert.equal(150, document.method[1].pauses.after)
  end)
end)

describe("Network Delay", function()
  local DELAY = 'network_delay { delay = "100ms", jitter = "1m30s" }'

  it("in Chaos Mesh is a latency of one unit", function()
    local document = mesh(DELAY, 'blast_radius = { percentage = "50%" }')
    assert.equal("NetworkChaos", document.kind)
    assert.equal("delay", document.spec.action)
    assert.same({ latency = "100ms", jitter = "90s" }, document.spec.delay)
    assert.equal("50", document.spec.value)
    assert.equal("5m", document.spec.duration)
    assert.equal("to", document.spec.direction)
  end)

  it("in Chaos Mesh is put on one way", function()
    assert.same({ mode = "all", selector = { labelSelectors = { ["app.kubernetes.io/name"] = "stock" } } },
      mesh('network_delay { delay = "20ms", on = "stock" }').spec.target)
    local document, losses = mesh('network_delay { delay = "20ms", on = "bank" }')
    assert.same({ "bank.invalid" }, document.spec.externalTargets)
    tells(losses, "its host name, which properties.host may tell")
    assert.same({ "api.post.example" }, mesh('network_delay { delay = "20ms", on = "post" }').spec.externalTargets)
  end)

  it("in Litmus is in milliseconds", function()
    local experiment, env = litmus('network_delay { delay = "1s", jitter = "20ms", on = "post" }')
    assert.equal("pod-network-latency", experiment.name)
    assert.equal("1000", env.NETWORK_LATENCY)
    assert.equal("20", env.JITTER)
    assert.equal("api.post.example", env.DESTINATION_HOSTS)
    assert.equal("100", env.PODS_AFFECTED_PERC)
  end)

  it("in the Chaos Toolkit is an object of Chaos Mesh, and its deletion", function()
    local document = toolkit(DELAY)
    local provider = document.method[1].provider
    assert.equal("create_custom_object", provider.func)
    assert.equal("networkchaos", provider.arguments.plural)
    assert.equal("100ms", provider.arguments.resource.spec.delay.latency)
    assert.equal(300, document.method[1].pauses.after)
    assert.equal("delete_custom_object", document.rollbacks[1].provider.func)
    assert.equal(provider.arguments.resource.metadata.name, document.rollbacks[1].provider.arguments.name)
  end)
end)

describe("CPU Stress", function()
  local STRESS = 'cpu_stress { workers = 2, load = "80%" }'

  it("is said by all three", function()
    local document = mesh(STRESS)
    assert.equal("StressChaos", document.kind)
    assert.same({ cpu = { workers = 2, load = 80 } }, document.spec.stressors)
    local experiment, env = litmus(STRESS)
    assert.equal("pod-cpu-hog", experiment.name)
    assert.equal("2", env.CPU_CORES)
    assert.equal("80", env.CPU_LOAD)
    assert.equal("stresschaos", toolkit(STRESS).method[1].provider.arguments.plural)
  end)

  it("has one worker where the model does not say", function()
    local document, losses = mesh("cpu_stress {}")
    assert.same({ cpu = { workers = 1 } }, document.spec.stressors)
    tells(losses, "how many workers there are")
  end)
end)

describe("Memory Stress", function()
  local STRESS = 'memory_stress { workers = 2, size = "512MiB" }'

  it("is said by all three", function()
    assert.same({ memory = { workers = 2, size = "512MiB" } }, mesh(STRESS).spec.stressors)
    local experiment, env = litmus(STRESS)
    assert.equal("pod-memory-hog", experiment.name)
    assert.equal("512", env.MEMORY_CONSUMPTION)
    assert.equal("2", env.NUMBER_OF_WORKERS)
    assert.equal("StressChaos", toolkit(STRESS).method[1].provider.arguments.resource.kind)
  end)
end)

describe("DNS Error", function()
  it("in Chaos Mesh has patterns that end in *", function()
    local document = mesh('dns_error { pattern = "payments.*" }')
    assert.equal("DNSChaos", document.kind)
    assert.equal("error", document.spec.action)
    assert.same({ "payments.*" }, document.spec.patterns)
    local losses
    document, losses = mesh('dns_error { pattern = "pay*.example" }')
    assert.same({ "pay*" }, document.spec.patterns)
    tells(losses, "a * inside of a pattern")
    assert.is_nil(mesh("dns_error {}").spec.patterns)
  end)

  it("in Litmus has names, or parts of them", function()
    local experiment, env = litmus('dns_error { pattern = "db.example" }')
    assert.equal("pod-dns-error", experiment.name)
    assert.equal('["db.example"]', env.TARGET_HOSTNAMES)
    assert.equal("exact", env.MATCH_SCHEME)
    local _, part, losses = litmus('dns_error { pattern = "payments.*" }')
    assert.equal('["payments."]', part.TARGET_HOSTNAMES)
    assert.equal("substring", part.MATCH_SCHEME)
    tells(losses, "a pattern with *")
  end)

  it("in the Chaos Toolkit is an object of Chaos Mesh", function()
    assert.equal("dnschaos", toolkit('dns_error { pattern = "a.*" }').method[1].provider.arguments.plural)
  end)
end)

describe("AWS Failure", function()
  local STOP = 'aws_failure { api = "ec2-stop", region = "eu-central-1" }'

  it("in Chaos Mesh names a resource by option", function()
    local document, losses = mesh(STOP)
    assert.equal("AWSChaos", document.kind)
    assert.equal("ec2-stop", document.spec.action)
    assert.equal("eu-central-1", document.spec.awsRegion)
    assert.equal("5m", document.spec.duration)
    tells(losses, "which resource of AWS fails")
    local spec = mesh('aws_failure { api = "detach-volume" }').spec
    assert.is_truthy(spec.volumeID and spec.deviceName)
    assert.is_nil(mesh('aws_failure { api = "ec2-restart" }').spec.duration)
    assert.equal("i-1", export("chaos-mesh", ('target = "orders-db", fault = %s'):format(STOP), "--set",
      "instance=i-1")["faults/x"].spec.ec2Instance)
  end)

  it("in Litmus is an experiment of its own", function()
    local experiment, env, _, engine = litmus(STOP)
    assert.equal("ec2-terminate-by-id", experiment.name)
    assert.equal("eu-central-1", env.REGION)
    assert.is_truthy(env.EC2_INSTANCE_ID)
    assert.is_nil(engine.spec.appinfo)
    assert.equal("ebs-loss-by-id", litmus('aws_failure { api = "detach-volume" }').name)
  end)

  it("in the Chaos Toolkit has a way back", function()
    local document = toolkit(STOP, 'recovery = { within = "60s" }')
    assert.equal("stop_instance", document.method[1].provider.func)
    assert.equal("start_instances", document.method[2].provider.func)
    assert.equal(60, document.method[2].pauses.after)
    assert.equal("start_instances", document.rollbacks[1].provider.func)
    assert.equal("eu-central-1", document.configuration.aws_region)
  end)

  it("that a target does not have is told", function()
    for _, target in ipairs { "chaos-mesh", "litmus", "chaos-toolkit" } do
      local documents, losses = export(target, 'target = "orders", fault = aws_failure { api = "s3-away" }')
      assert.is_nil(next(documents))
      tells(losses, "a fault of AWS that the target does not have")
    end
  end)
end)

describe("lost packets and errors", function()
  it("in Chaos Mesh are text in percent, and a replaced status", function()
    assert.same({ loss = "12.5" }, mesh('network_loss { loss = "12.5%" }').spec.loss)
    local document, losses = mesh('abort { status = 503, percentage = "50%" }')
    assert.equal("HTTPChaos", document.kind)
    assert.same({ code = 503 }, document.spec.replace)
    assert.equal("Response", document.spec.target)
    assert.equal(8080, document.spec.port)
    assert.equal("50", document.spec.value)
    tells(losses, "a share of the requests")
    assert.is_true(mesh("abort {}").spec.abort)
  end)

  it("in Litmus are whole percent, of the requests", function()
    local experiment, env = litmus('network_loss { loss = "10%" }')
    assert.equal("pod-network-loss", experiment.name)
    assert.equal("10", env.NETWORK_PACKET_LOSS_PERCENTAGE)
    experiment, env = litmus('abort { status = 503, percentage = "50%" }')
    assert.equal("pod-http-status-code", experiment.name)
    assert.equal("503", env.STATUS_CODE)
    assert.equal("50", env.TOXICITY)
    assert.equal("8080", env.TARGET_SERVICE_PORT)
    local _, other, losses = litmus("abort { status = 429 }")
    assert.equal("404", other.STATUS_CODE)
    tells(losses, "an HTTP status that Litmus does not have")
    assert.equal("pod-http-reset-peer", litmus("abort {}").name)
  end)
end)

describe("an external system", function()
  it("is cut off at its callers", function()
    local documents, losses = export("chaos-mesh", 'target = "bank", fault = abort { status = 503 }')
    local spec = documents["faults/x"].spec
    assert.equal("partition", spec.action)
    assert.same({ { key = "app.kubernetes.io/name", operator = "In", values = { "orders", "stock" } } },
      spec.selector.expressionSelectors)
    tells(losses, "a fault on the way there, at its callers")
    local experiment, env, _, engine = litmus("abort { status = 503 }", nil, "bank")
    assert.equal("pod-network-loss", experiment.name)
    assert.equal("bank.invalid", env.DESTINATION_HOSTS)
    assert.equal(2, #engine.spec.selectors.workloads)
  end)

  it("has no pods to kill, and nobody on the way where nobody calls it", function()
    for _, fields in ipairs { 'target = "bank", fault = pod_kill {}', 'target = "lonely", fault = network_loss {}' } do
      local documents, losses = export("chaos-mesh", fields)
      assert.is_nil(next(documents))
      tells(losses, "external system")
    end
  end)
end)

describe("steady state, hypothesis, abort and recovery", function()
  local KILL = "pod_kill { count = 1 }"

  it("in Chaos Mesh are checks of a Workflow, before, during and after", function()
    local _, losses, workflow = mesh(KILL, GUARDED)
    local templates = {}
    for _, template in ipairs(workflow.spec.templates) do templates[template.name] = template end
    assert.same({ "before-orders", "during", "after-orders" }, templates.experiment.children)
    assert.same({ "fault", "during-orders" }, templates.during.children)
    assert.equal("http://orders.default:8080/ready", templates["before-orders"].statusCheck.http.url)
    assert.equal("Continuous", templates["during-orders"].statusCheck.mode)
    assert.is_true(templates["during-orders"].abortWithStatusCheck)
    assert.equal("5m", templates.fault.deadline)
    assert.is_nil(templates.fault.podChaos.duration)
    assert.equal("1m", templates["after-orders"].deadline)
    assert.equal(12, templates["after-orders"].statusCheck.failureThreshold)
    assert.equal("Nobody notices", workflow.metadata.annotations.hypothesis)
    tells(losses, "an objective as the steady state")
    tells(losses, "a limit that ends it")
    tells(losses, "how many services may notice")
  end)

  it("asks nobody who speaks no HTTP, or only within a mesh", function()
    local function has_checks(rest)
      local path = helpers.model(SYSTEM .. rest .. [[
experiment "x" {
  duration = "5m", target = "orders", fault = abort { status = 503 }, steady_state = { "orders/availability" },
}
]])
      local folder = helpers.temp_dir()
      assert.equal(0, (helpers.run { "export", "chaos-mesh", path, "-o", folder .. "/o", "--report", folder .. "/l" }))
      return helpers.read(folder .. "/o/workflows/x.yaml") ~= nil, helpers.read(folder .. "/l")
    end
    assert.is_true((has_checks("")))
    local has, losses = has_checks('mesh "m" { type = "istio", security = { mtls = "strict" } }\n')
    assert.is_false(has)
    assert.is_truthy(losses:find("a check from outside of a mesh that wants mutual TLS", 1, true))
    assert.is_true((has_checks('mesh "m" { type = "istio", security = { mtls = "permissive" } }\n')))
  end)

  it("aims Litmus at the Rollout of a service that argo-rollouts gives one", function()
    local function kind(...)
      local path = helpers.model([[
context "c" {}
service "a" { context = "c", deployment = canary { initial = "5%" } }
experiment "x" { duration = "5m", target = "a", fault = pod_kill { count = 1 } }
]])
      local folder = helpers.temp_dir()
      assert.equal(0, (helpers.run { "export", "litmus", path, "-f", "json", "-o", folder .. "/o", ... }))
      return helpers.json(helpers.read(folder .. "/o/x.json")).spec.appinfo.appkind
    end
    assert.equal("rollout", kind())
    assert.equal("deployment", kind("--set", "rollouts=none"))
  end)

  it("in Chaos Mesh are told where nobody can be asked", function()
    local documents, losses = export("chaos-mesh",
      'target = "stock", fault = pod_kill {}, abort_when = { error_rate = "5%" }, recovery = { within = "60s" }')
    assert.is_nil(documents["workflows/x"])
    tells(losses, "an end by hand: delete it")
    tells(losses, "when all is well again")
  end)

  it("in Litmus are probes", function()
    local experiment, _, losses, engine = litmus(KILL, GUARDED)
    local probes = {}
    for _, probe in ipairs(experiment.spec.probe) do probes[probe.name] = probe end
    assert.equal("SOT", probes["steady-state-orders-availability"].mode)
    assert.same({ criteria = ">=", value = "0.999" },
      probes["steady-state-orders-availability"]["promProbe/inputs"].comparator)
    local limit = probes["limit-orders-error-rate"]
    assert.equal("Continuous", limit.mode)
    assert.is_true(limit.runProperties.stopOnFailure)
    assert.same({ criteria = "<=", value = "0.05" }, limit["promProbe/inputs"].comparator)
    assert.equal("1", probes["limit-orders-latency-p99"]["promProbe/inputs"].comparator.value)
    assert.is_truthy(probes["limit-orders-availability"])
    assert.equal("EOT", probes["recovery-orders-availability"].mode)
    assert.equal("1m", probes["recovery-orders-availability"].runProperties.initialDelay)
    assert.equal("Nobody notices", engine.metadata.annotations.hypothesis)
    tells(losses, "how often it is looked at")
  end)

  it("in Litmus are looked at again right after the fault where no time is given", function()
    local experiment = litmus(KILL, 'steady_state = { "orders/availability" }')
    assert.equal("Edge", experiment.spec.probe[1].mode)
  end)

  it("in the Chaos Toolkit are its own words", function()
    local document, losses = toolkit(KILL, GUARDED)
    local hypothesis = document["steady-state-hypothesis"]
    assert.equal("Nobody notices", hypothesis.title)
    assert.equal(2, #hypothesis.probes)
    assert.is_truthy(hypothesis.probes[1].provider.arguments.query:match(">= 0%.999$"))
    assert.same({ type = "jsonpath", path = "$.data.result[*]", count = 1 }, hypothesis.probes[1].tolerance)
    local safeguards = document.controls[1].provider
    assert.equal("chaosaddons.controls.safeguards", safeguards.module)
    assert.equal(3, #safeguards.arguments.probes)
    assert.equal(10, safeguards.arguments.probes[1].frequency)
    assert.equal("always", document.runtime.rollbacks.strategy)
    assert.equal(360, document.method[1].pauses.after)
    tells(losses, "whether to go on when there are no requests")
  end)

  it("tell what no request shows", function()
    local _, losses = toolkit(KILL, 'steady_state = { "orders/freshness" }')
    tells(losses, "an objective that counting and timing requests does not show")
  end)

  it("do not start in Litmus before somebody wants it", function()
    local function state(rest) return select(4, litmus(KILL, rest)).spec.engineState end
    assert.equal("stop", state())
    assert.equal("active", state("run = true"))
  end)
end)

describe("an experiment with a gap", function()
  it("is told and left out", function()
    for _, target in ipairs { "chaos-mesh", "litmus", "chaos-toolkit" } do
      for _, fields in ipairs { 'target = "nobody", fault = pod_kill {}', 'target = "orders"' } do
        local documents, losses = export(target, fields)
        assert.is_nil(next(documents))
        tells(losses, "not declared")
      end
    end
  end)
end)

describe("what all three write here", function()
  it("is what the platforms' schemas take", function()
    local why = platforms.why_not()
    if why then return pending(why) end
    assert.is_true(#written > 50)
    local well, told = platforms.validate(written, { "--no-xref" })
    assert(well, told)
  end)
end)
