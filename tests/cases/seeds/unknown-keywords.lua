-- What no parameter and no field takes is reported where the call stands.
local m = require "microservices"
local ms = m.Microservices()
ms:define_architecture { name = "a", patern = "layered" } -- expect: model/unknown-field "did you mean 'pattern'?"
local orders = ms:create_service { service_name = "orders", domain = "d", responsibilty = "x" } -- expect: model/unknown-field "'responsibilty'"
orders:add_endpoint("/orders", { sumary = "x" }) -- expect: model/unknown-field "did you mean 'summary'?"
orders:add_dependency("stock", { timout = "1s" }) -- expect: model/unknown-field "did you mean 'timeout'?"
orders:add_event("order.created", { shema = {} }) -- expect: model/unknown-field "did you mean 'schema'?"
ms:create_service { service_name = "stock", domain = "d" }
ms:define_api_gateway { name = "gw", authentification = {} } -- expect: model/unknown-field "did you mean 'authentication'?"
ms:define_service_mesh { name = "mesh", mesh_typ = "istio" } -- expect: model/unknown-field "'mesh_typ'"
ms:define_circuit_breaker { service_name = "stock", treshold = 5 } -- expect: model/unknown-field "'treshold'"
ms:define_retry_policy { service_name = "stock", max_attempt = 3 } -- expect: model/unknown-field "did you mean 'max_attempts'?"
local saga = ms:define_saga_pattern { saga_name = "s", strategy = "parallel" } -- expect: model/unknown-field "'strategy'"
ms:add_saga_step(saga, "one", "orders", "do", "undo", { timeot = "1s" }) -- expect: model/unknown-field "did you mean 'timeout'?"
ms:configure_health_checks { service_name = "orders", checks = { { type = "liveness", endpoint = "/h", intervall = "1s" } } } -- expect: model/unknown-field "did you mean 'interval'?"
ms:configure_health_checks { service_name = "stock", checks = { { type = "liveness", endpoint = "/h" } }, often = true } -- expect: model/unknown-field "'often'"
ms:define_service_level_objectives { service_name = "orders", slo_config = { { name = "availability", target = 0.9, window = "1d", on = 1 } } } -- expect: model/unknown-field "'on' in slo"
ms:configure_distributed_tracing { service_name = "orders", tracr = "jaeger" } -- expect: model/unknown-field "did you mean 'tracer'?"
ms:define_deployment_strategy { service_name = "orders", strategy = "canary", canary_config = { initially = 5 } } -- expect: model/unknown-field "did you mean 'initial'?"
ms:define_event_sourcing { service_name = "orders", snapshots = 1 } -- expect: model/unknown-field "'snapshots'"
ms:define_cqrs_pattern { service_name = "orders", readmodel = {} } -- expect: model/unknown-field "did you mean 'read_model'?"

local designer = m.ServiceDesigner()
designer:design_service { name = "users", bounded_context = "d", capability = {} } -- expect: model/unknown-field "'capability'"
designer:define_api_contract("users", { { method = "GET", path = "/users", sumary = "x" } }) -- expect: model/unknown-field "'sumary'"
designer:generate_service_scaffold(m.ServiceDefinition { service_name = "users", frame = "x" }) -- expect: model/unknown-field "'frame' in scaffold"

local mesh = m.ServiceMeshManager()
mesh:install_istio("1.18", { profile = "demo" }) -- expect: model/unknown-field "'profile' in mesh"
mesh:configure_virtual_service("v", "users", { { route = { { destination = { host = "users", sub = "v1" } } } } }) -- expect: model/unknown-field "'sub' in to"
mesh:setup_mtls("users", "STRICT", { port = 1 }) -- expect: model/unknown-field "'port' in security"
mesh:configure_circuit_breaker("users-cb", { connection = 1 }) -- expect: model/unknown-field "'connection'"

local events = m.EventDrivenArchitecture()
events:create_topic("users", { partition = 6 }) -- expect: model/unknown-field "did you mean 'partitions'?"
events:publish_event { topic = "users", event = "user.created", headers = {} } -- expect: model/unknown-field "'headers' in event"
events:create_consumer_group("g", { topics = { "users" }, instances = 3 }) -- expect: model/unknown-field "'instances'"
events:setup_saga_orchestration("t", { { name = "a", compensate = "b" } }) -- expect: model/unknown-field "did you mean 'compensation'?"

local gateway = m.APIGatewayManager()
local api = gateway:create_api("users-api", "/api", { version = "1" }) -- expect: model/unknown-field "'version' in gateway"
gateway:configure_route("/users", "users", { "GET" }, { timeot = "1s" }) -- expect: model/unknown-field "did you mean 'timeout'?"
gateway:configure_auth(api.api, "jwt", { isuer = "x" }) -- expect: model/unknown-field "did you mean 'issuer'?"
gateway:configure_rate_limiting(api.api, 100, { bursts = 1 }) -- expect: model/unknown-field "did you mean 'burst'?"

local chaos = m.ChaosEngineering()
chaos:design_experiment { target = "users", fault = "pod_kill", duration = 60, hypotesis = "x" } -- expect: model/unknown-field "did you mean 'hypothesis'?"
chaos:inject_network_delay("users", { delay_ms = 100, jiter = "1ms" }) -- expect: model/unknown-field "did you mean 'jitter'?"
chaos:inject_failure("users", "abort", { code = 503 }) -- expect: model/unknown-field "'code' in abort"
