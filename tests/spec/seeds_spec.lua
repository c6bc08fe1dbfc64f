--- Everything the seeds name is in Lunette, working: each row says what they name, the model that uses it and with
--- which words, and the command whose output shows it. golden_spec.lua holds the whole dumps.

local helpers = require "tests.spec.helpers"

local FOLDER = "models/seeds/"
local DOCUMENTS = { "../shared/seeds/microservices.md", "../shared/seeds/microservices-agent.md" }

local PLATFORM, DESIGN, MESH = "01-order-platform.lua", "02-service-design.lua", "03-service-mesh.lua"
local EVENTS, GATEWAY, CHAOS = "04-event-driven.lua", "05-api-gateway.lua", "06-chaos-engineering.lua"
local TRAFFIC, SOURCING, SAGA = "07-traffic-management.lua", "08-event-sourcing.lua", "09-order-saga.lua"
local CALLS, DATA, ISTIO = "10-communication-patterns.lua", "11-data-patterns.lua", "12-istio-capabilities.lua"
local FAULTS, STEPS, DISCOVERY = "13-common-faults.lua", "14-experiment-design.lua", "15-service-discovery.lua"
local HEALTH, BROKERS, BOUNDARIES = "16-health-checking.lua", "17-message-brokers.lua", "18-service-boundaries.lua"
local USE_CASES = "19-use-cases.lua"

--- { what the seeds call it, model, words of the model, command (the model comes second), words of its output }
local concepts = {
  -- The first document's core capabilities and best practices.
  { "bounded contexts", PLATFORM, 'domain = "orders"', "list contexts", "orders" },
  { "unified entry points", PLATFORM, "define_api_gateway", "show api-gateway", "gateway api-gateway" },
  { "routing", PLATFORM, 'path = "/api/orders"', "dump", '"name": "/api/orders"' },
  { "authentication", PLATFORM, 'type = "oauth2"', "dump", '"type": "oauth2"' },
  { "rate limiting", PLATFORM, "requests_per_minute = 1000", "dump", '"rate_per_s": 16.66' },
  { "service discovery", DISCOVERY, 'discovery = "registry"', "dump", '"discovery": "registry"' },
  { "health monitoring", PLATFORM, "configure_health_checks", "dump", '"interval_ms": 30000' },
  { "circuit breakers", PLATFORM, "define_circuit_breaker", "show order-service", "circuit breaker" },
  { "saga patterns", PLATFORM, "define_saga_pattern", "list sagas", "order-creation" },
  { "container orchestration", BOUNDARIES, "deployment = rolling", "dump", '"kind": "rolling"' },
  { "start with a monolith", BOUNDARIES, "legacy = true", "dump", '"legacy": true' },
  { "independently deployable", BOUNDARIES, "image =", "dump", '"image": "registry.example.com/orders:2.1"' },
  { "asynchronous communication", CALLS, 'async "mailer"', "dump", '"style": "async"' },
  { "timeouts for all calls", BOUNDARIES, 'timeout = "400ms"', "dump", '"timeout_ms": 400' },
  { "versioned contracts", BOUNDARIES, "deprecated = true", "dump", '"sunset": "2027-06-30"' },
  { "distributed tracing", PLATFORM, "configure_distributed_tracing", "dump", '"tracer": "jaeger"' },
  -- The second document's core capabilities.
  { "Service Boundaries", BOUNDARIES, 'context "ordering"', "render contexts -f dot -o -", "ordering" },
  { "API Contracts", DESIGN, "define_api_contract", "dump", '"summary": "Create order"' },
  { "Database per Service", DATA, "datastore \"bookings-db\"", "dump", '"owner": "booking-service"' },
  { "Event Contracts", BOUNDARIES, 'event "order.placed"', "show order.placed", "invoices" },
  { "Scaling Strategies", BOUNDARIES, 'strategy = "vertical"', "dump", '"strategy": "vertical"' },
  { "Scaling Strategies", BOUNDARIES, 'strategy = "horizontal"', "dump", '"strategy": "horizontal"' },
  { "Traffic Management", ISTIO, "least-request", "dump", '"load_balancing": "least-request"' },
  { "Security", ISTIO, "access {", "list", "accesses" },
  { "Observability", ISTIO, "metrics = true", "dump", '"logging": true' },
  { "Resiliency", ISTIO, "retry_policy {", "dump", '"max_attempts": 3' },
  { "Resiliency", ISTIO, "timeout {", "dump", '"timeout_ms": 200' },
  { "Resiliency", ISTIO, "bulkhead {", "list", "bulkheads" },
  { "Policies", ISTIO, "rate_limit {", "dump", '"rate_per_s": 200' },
  { "Policies", ISTIO, "quota {", "dump", '"limit": 100000' },
  { "Event Sourcing", SOURCING, "event_sourcing {", "dump", '"interval_events": 1000' },
  { "CQRS", DATA, "cqrs {", "dump", '"refresh": "eventual"' },
  { "Message Brokers", BROKERS, 'technology = "kafka"', "list brokers", "kafka" },
  { "Message Brokers", BROKERS, 'technology = "rabbitmq"', "list brokers", "rabbitmq" },
  { "Message Brokers", BROKERS, 'technology = "pubsub"', "list brokers", "pubsub" },
  { "Saga Orchestration", EVENTS, "setup_saga_orchestration", "dump", '"coordination": "orchestration"' },
  { "Dead Letter Queues", BROKERS, 'dead_letter = "orders-dead"', "dump", '"dead_letter": "orders-dead"' },
  { "Fault Injection", CHAOS, "inject_network_delay", "list experiments", "network_delay on orders" },
  { "Fault Injection", CHAOS, "inject_failure", "list experiments", "abort on orders" },
  { "Failure Modes", FAULTS, "pod_kill {", "dump", '"kind": "pod_kill"' },
  { "Failure Modes", FAULTS, "cpu_stress {", "dump", '"kind": "cpu_stress"' },
  { "Experiment Design", STEPS, "hypothesis =", "dump", "customers notice nothing" },
  { "Blast Radius", STEPS, "blast_radius =", "dump", '"max_services": 1' },
  { "Recovery Testing", STEPS, "recovery =", "dump", '"within_ms": 60000' },
  -- Communication and data patterns.
  { "REST", CALLS, 'protocol = "rest"', "dump", '"protocol": "rest"' },
  { "gRPC", CALLS, 'protocol = "grpc"', "dump", '"protocol": "grpc"' },
  { "GraphQL", CALLS, 'protocol = "graphql"', "dump", '"kind": "query"' },
  { "Message Queue", CALLS, 'queue "mails"', "list topics", "mails" },
  { "Serverless", CALLS, 'handler "resize-image"', "dump", '"protocol": "function"' },
  { "Saga", DATA, 'saga "book-a-room"', "list sagas", "book-a-room" },
  -- Istio.
  { "Virtual Services", TRAFFIC, 'traffic "orders"', "list traffic", "orders" },
  { "Virtual Services", TRAFFIC, 'subset = "v2", weight = 90', "dump", '"weight": 90' },
  { "Virtual Services", TRAFFIC, 'subset = "v1", weight = 10', "dump", '"weight": 10' },
  { "Destination Rules", ISTIO, "subsets = {", "dump", '"name": "v1"' },
  { "Gateways", ISTIO, 'gateway "ingress"', "list gateways", "ingress" },
  { "Gateways", ISTIO, 'gateway "egress"', "list gateways", "egress" },
  { "mTLS", ISTIO, 'mtls = "strict"', "dump", '"mtls": "strict"' },
  { "Circuit Breaking", ISTIO, "circuit_breaker {", "show orders", "circuit breaker" },
  { "Retries", ISTIO, "backoff_multiplier = 2", "show orders", "×3" },
  -- The event sourcing and saga pictures.
  { "Command", SOURCING, "Create Order", "dump", '"summary": "Create Order"' },
  { "Event", SOURCING, 'event "order.created"', "list events", "order.created" },
  { "State", SOURCING, "snapshot_policy =", "dump", "Order State is what its events add up to" },
  { "Order Saga", SAGA, 'saga "order-saga"', "show order-saga", "saga order-saga" },
  { "Validate Order", SAGA, 'step "Validate Order"', "dump", '"action": "validate_order"' },
  { "Reserve Inventory", SAGA, 'step "Reserve Inventory"', "dump", '"compensation": "undo"' },
  { "Process Payment", SAGA, 'step "Process Payment"', "dump", '"compensation": "refund"' },
  { "Confirm Order", SAGA, 'step "Confirm Order"', "dump", '"pivot": true' },
  -- Common faults and the steps of an experiment.
  { "Pod Kill", FAULTS, "pod_kill {", "list experiments", "Pod Kill: delete pods" },
  { "Network Delay", FAULTS, "network_delay {", "list experiments", "Network Delay: add latency" },
  { "CPU Stress", FAULTS, "cpu_stress {", "list experiments", "CPU Stress: consume CPU" },
  { "Memory Stress", FAULTS, "memory_stress {", "list experiments", "Memory Stress: consume memory" },
  { "DNS Error", FAULTS, "dns_error {", "list experiments", "DNS Error: fail DNS" },
  { "AWS Failure", FAULTS, "aws_failure {", "list experiments", "AWS Failure: simulate AWS issues" },
  { "Define Steady State", STEPS, "steady_state =", "dump", '"steady_state"' },
  { "Hypothesis", STEPS, "hypothesis =", "dump", '"hypothesis": "Three other pods' },
  { "Introduce Fault", STEPS, "fault = pod_kill", "dump", '"kind": "pod_kill"' },
  { "Measure", STEPS, "workload =", "list workloads", "an ordinary hour" },
  { "Analyze", STEPS, "abort_when =", "dump", '"error_rate": 0.01' },
  { "Remediate", STEPS, "recovery =", "dump", '"recovery"' },
  -- Discovery and health.
  { "Client-Side Discovery", DISCOVERY, 'discovery = "client-side"', "dump", '"discovery": "client-side"' },
  { "Server-Side Discovery", DISCOVERY, 'discovery = "server-side"', "dump", '"discovery": "server-side"' },
  { "Service Registry", DISCOVERY, 'discovery = "registry"', "dump", '"discovery": "registry"' },
  { "Active Checks", HEALTH, 'mode = "active"', "dump", '"mode": "active"' },
  { "Passive Checks", HEALTH, 'mode = "passive"', "dump", '"mode": "passive"' },
  { "Custom Checks", HEALTH, 'mode = "custom"', "dump", '"mode": "custom"' },
  -- Use cases.
  { "User service", USE_CASES, "user-service", "list services", "user-service" },
  { "Product catalog", USE_CASES, "product-catalog", "list services", "product-catalog" },
  { "Order management", USE_CASES, "order-management", "list services", "order-management" },
  { "Payment processing", USE_CASES, "payment-processing", "list services", "payment-processing" },
  { "Inventory tracking", USE_CASES, "inventory-tracking", "list services", "inventory-tracking" },
  { "Account management", USE_CASES, "account-management", "list services", "account-management" },
  { "Transaction processing", USE_CASES, "transaction-processing", "list services", "transaction-processing" },
  { "Fraud detection", USE_CASES, "fraud-detection", "list services", "fraud-detection" },
  { "Notification service", USE_CASES, "notification-service", "list services", "notification-service" },
  { "Regulatory reporting", USE_CASES, "regulatory-reporting", "list services", "regulatory-reporting" },
  { "User authentication", USE_CASES, "user-authentication", "list services", "user-authentication" },
  { "Content catalog", USE_CASES, "content-catalog", "list services", "content-catalog" },
  { "Streaming engine", USE_CASES, "streaming-engine", "list services", "streaming-engine" },
  { "Recommendation engine", USE_CASES, "recommendation-engine", "list services", "recommendation-engine" },
  { "Analytics pipeline", USE_CASES, "analytics-pipeline", "list services", "analytics-pipeline" },
  { "content delivery", USE_CASES, "content-delivery", "list services", "content-delivery" },
  { "user profiles", USE_CASES, "user-profiles", "list services", "user-profiles" },
  { "trading", USE_CASES, "trading", "list services", "trading" },
  { "risk", USE_CASES, "risk", "list services", "risk" },
  { "reporting", USE_CASES, "reporting", "list services", "reporting" },
  { "patient records", USE_CASES, "patient-records", "list services", "patient-records" },
  { "appointments", USE_CASES, "appointments", "list services", "appointments" },
  { "billing", USE_CASES, "billing", "list services", "billing" },
}

--- The same for the seeds' classes and methods.
local calls = {
  { "Microservices", PLATFORM, "Microservices()", "list", "services" },
  { "define_architecture", PLATFORM, ":define_architecture", "dump", '"pattern": "event-driven"' },
  { "create_service", PLATFORM, ":create_service", "list services", "inventory-service" },
  { "add_endpoint", PLATFORM, ":add_endpoint", "dump", '"name": "/orders/{order_id}"' },
  { "add_dependency", PLATFORM, ":add_dependency", "show order-service", "inventory-service" },
  { "add_event", PLATFORM, ":add_event", "list events", "order.shipped" },
  { "define_api_gateway", PLATFORM, ":define_api_gateway", "dump", '"issuer": "auth-service"' },
  { "define_service_mesh", PLATFORM, ":define_service_mesh", "dump", '"authorization": true' },
  { "define_circuit_breaker", PLATFORM, ":define_circuit_breaker", "dump", '"reset_timeout_ms": 60000' },
  { "define_retry_policy", PLATFORM, ":define_retry_policy", "dump", '"max_backoff_ms": 10000' },
  { "define_saga_pattern", PLATFORM, ":define_saga_pattern", "dump", '"compensation_strategy": "sequential"' },
  { "add_saga_step", PLATFORM, ":add_saga_step", "dump", '"compensation": "release_inventory"' },
  { "configure_health_checks", PLATFORM, ":configure_health_checks", "dump", '"kind": "readiness"' },
  { "define_service_level_objectives", PLATFORM, ":define_service_level_objectives", "dump", '"target_ms": 200' },
  { "configure_distributed_tracing", PLATFORM, ":configure_distributed_tracing", "dump", '"sample_rate": 0.01' },
  { "define_deployment_strategy", PLATFORM, ":define_deployment_strategy", "dump", '"increment": 0.05' },
  { "define_event_sourcing", PLATFORM, ":define_event_sourcing", "list topics", "order-events" },
  { "define_cqrs_pattern", PLATFORM, ":define_cqrs_pattern", "dump", '"type": "aggregate"' },
  { "ServiceDesigner", DESIGN, "ServiceDesigner()", "list", "services" },
  { "design_service", DESIGN, ":design_service", "dump", '"track"' },
  { "define_api_contract", DESIGN, ":define_api_contract", "dump", '"summary": "List orders"' },
  { "ServiceDefinition", DESIGN, "ServiceDefinition {", "dump", '"framework": "fastapi"' },
  { "generate_service_scaffold", DESIGN, ":generate_service_scaffold", "dump", '"scaffold"' },
  { "ServiceMeshManager", MESH, "ServiceMeshManager()", "list meshes", "istio" },
  { "install_istio", MESH, ":install_istio", "dump", '"version": "1.18"' },
  { "configure_virtual_service", MESH, ":configure_virtual_service", "dump", '"to": "orders-v2"' },
  { "setup_mtls", MESH, ":setup_mtls", "dump", '"mtls": "strict"' },
  { "configure_circuit_breaker", MESH, ":configure_circuit_breaker", "dump", '"max_pending": 1000' },
  { "EventDrivenArchitecture", EVENTS, "EventDrivenArchitecture()", "list", "consumer_groups" },
  { "create_topic", EVENTS, ":create_topic", "dump", '"partitions": 6' },
  { "publish_event", EVENTS, ":publish_event", "dump", '"order_id": "string"' },
  { "create_consumer_group", EVENTS, ":create_consumer_group", "list consumer_groups", "order-processors" },
  { "setup_saga_orchestration", EVENTS, ":setup_saga_orchestration", "dump", '"compensation": "ship_undo"' },
  { "APIGatewayManager", GATEWAY, "APIGatewayManager()", "list gateways", "orders-api" },
  { "create_api", GATEWAY, ":create_api", "dump", '"base_path": "/api/v1/orders"' },
  { "configure_route", GATEWAY, ":configure_route", "dump", '"name": "/orders/{id}"' },
  { "configure_auth", GATEWAY, 'api["api"], "jwt"', "dump", '"type": "jwt"' },
  { "configure_rate_limiting", GATEWAY, ":configure_rate_limiting", "dump", '"rate_per_s": 1.66' },
  { "ChaosEngineering", CHAOS, "ChaosEngineering()", "list", "experiments" },
  { "design_experiment", CHAOS, ":design_experiment", "dump", '"duration_ms": 60000' },
  { "inject_network_delay", CHAOS, ":inject_network_delay", "dump", '"delay_ms": 100' },
  { "inject_failure", CHAOS, ":inject_failure", "dump", '"kind": "abort"' },
  { "run_experiment", CHAOS, 'run_experiment(experiment["experiment"])', "dump", '"run": true' },
}

--- The platforms of the use cases, with the stems of the services their documents name.
local platforms = {
  ecommerce = { "user", "product", "order", "payment", "inventory" },
  banking = { "account", "transaction", "fraud", "notification", "regulatory" },
  streaming = { "authentication", "catalog", "streaming", "recommendation", "analytics", "profile" },
  healthcare = { "record", "appointment", "billing" },
}

--- What a command prints about a model; every pair is run once.
local outputs = {}
local function output_of(file, command)
  local words = {}
  for word in command:gmatch("%S+") do words[#words + 1] = word end
  table.insert(words, 2, file)
  local key = table.concat(words, " ")
  if not outputs[key] then
    local status, out, err = helpers.run(words)
    assert(status == 0, ("lunette %s: exit status %d: %s"):format(key, status, err))
    outputs[key] = out
  end
  return outputs[key], "lunette " .. key
end

local function verify(row)
  local what, name, used, command, shown = table.unpack(row)
  assert(shown, "the row needs a model, its words, a command and its output")
  local text = helpers.read(FOLDER .. name)
  assert(text, FOLDER .. name .. " is missing")
  assert(text:find(used, 1, true), ("%s%s does not use '%s' for %s"):format(FOLDER, name, used, what))
  local output, line = output_of(FOLDER .. name, command)
  assert(output:find(shown, 1, true), ("%s does not show '%s'"):format(line, shown))
end

describe("the seeds:", function()
  for _, row in ipairs(concepts) do
    it(("%s: %s"):format(row[1], row[3]), function() verify(row) end)
  end
end)

describe("the seeds' API:", function()
  for _, row in ipairs(calls) do
    it(row[1], function() verify(row) end)
  end
end)

describe("the seeds' platforms:", function()
  for name, stems in pairs(platforms) do
    it(name .. " has the services its document names", function()
      assert(helpers.read("models/" .. name .. "/model.lua"), "models/" .. name .. "/model.lua is missing")
      local services = output_of("models/" .. name, "list services")
      for _, stem in ipairs(stems) do assert(services:find(stem, 1, true), "no service is named after " .. stem) end
    end)
  end
end)

describe("models/seeds:", function()
  local readme = assert(helpers.read(FOLDER .. "README.md"))
  for _, name in ipairs(helpers.names(FOLDER)) do
    if name:match("%.lua$") then
      it(name .. " has nothing wrong with its declarations", function()
        for _, finding in ipairs(helpers.check(FOLDER .. name)) do
          local is_wrong = finding.severity == "error" and finding.rule:match("^model/")
          assert(not is_wrong, ("line %s: %s"):format(finding.line, finding.message))
        end
      end)

      it(name .. " is in the README", function()
        assert(readme:find("](" .. name .. ")", 1, true))
      end)
    end
  end
end)

--- The names a document gives: bold entries, first cells of tables, use cases, and what its Python calls.
local function names_in(document)
  local names, in_use_cases, in_python = {}, false, false
  for line in (document .. "\n"):gmatch("(.-)\n") do
    in_use_cases = line:match("^## ") and line == "## Use Cases" or not line:match("^## ") and in_use_cases
    if line:match("^```") then in_python = line == "```python" end
    names[#names + 1] = line:match("^[-%d]+%.? %*%*(.-)%*%*:")
    local cell = line:match("^| ([%w ]+) |")
    if cell and cell ~= "Pattern" and cell ~= "Fault" then names[#names + 1] = cell end
    if in_use_cases then names[#names + 1] = line:match("^%- (.+)$") end
    if in_python then
      for name in line:gmatch("%.([%l_]+)%(") do names[#names + 1] = name end
      for name in line:gmatch("(%u%w+)%(") do names[#names + 1] = name end
    end
  end
  return names
end

describe("the seeds' documents", function()
  local rows = {}
  for _, table_of_rows in ipairs { concepts, calls } do
    for _, row in ipairs(table_of_rows) do rows[row[1]] = true end
  end

  for _, path in ipairs(DOCUMENTS) do
    it(path:match("[^/]+$") .. ": what it names has a row", function()
      local document = helpers.read(path)
      if not document then return pending("the seeds are not here") end
      local names, missing = names_in(document), {}
      assert(#names >= 20)
      for _, name in ipairs(names) do
        if not rows[name] then missing[#missing + 1] = name end
      end
      assert.are.same({}, missing)
    end)
  end
end)
