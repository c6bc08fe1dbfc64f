-- A wrong value is the same finding as in the language, where the call stands.
local m = require "microservices"
local ms = m.Microservices()
ms:define_architecture("a", "event-drivn") -- expect: model/bad-value "event-drivn"
local orders = ms:create_service("orders", "d")
orders:add_endpoint("/orders", "FETCH") -- expect: model/unknown-kind "'FETCH'"
orders:add_dependency("stock", "synchronous") -- expect: model/unknown-kind "'synchronous'"
orders:add_dependency("stock", { timeout = 200 }) -- expect: model/bad-value "has no unit"
orders:add_event("order.created", "buisness") -- expect: model/bad-value "buisness"
ms:create_service { service_name = "stock", domain = "d", technologies = "go" } -- expect: model/bad-value "'technologies'"
ms:create_service { domain = "d" } -- expect: model/bad-value "needs a name"
ms:create_service { service_name = { "x" }, domain = "d" } -- expect: model/bad-value "needs a name", model/bad-value "entry without a key"
ms:create_service { service_name = "lost" } -- expect: model/missing-field "'context'"
ms:define_api_gateway("gw", "/orders") -- expect: model/bad-value "'routes'"
ms:define_service_mesh("mesh", "istoi") -- expect: model/bad-value "istoi"
ms:define_circuit_breaker("stock", "five", 60) -- expect: model/bad-value "'failure_threshold'"
ms:define_retry_policy { service_name = "stock", max_backoff = 10000 } -- expect: model/bad-value "has no unit"
ms:define_saga_pattern("s", "sequentially") -- expect: model/bad-value "sequentially"
ms:configure_health_checks("orders", { { type = "lively", endpoint = "/h" } }) -- expect: model/unknown-kind "'lively'"
ms:define_service_level_objectives("orders", { { name = "availability", target = 99.9, window = "30d" } }) -- expect: model/bad-value "ratio"
ms:define_service_level_objectives("orders", { { name = "error_rate", target = 0.1 } }) -- expect: model/missing-field "'window'"
ms:configure_distributed_tracing("orders", "jaeger", 5) -- expect: model/bad-value "a ratio lies between 0 and 1"
ms:define_deployment_strategy("orders", "cannary") -- expect: model/unknown-kind "'cannary'"
ms:define_deployment_strategy { service_name = "stock", strategy = "canary", canary_config = { initial_percentage = 500 } } -- expect: model/bad-value "'initial_percentage' is 5"
ms:define_event_sourcing { service_name = "orders", snapshot_policy = { interval_events = 0 } } -- expect: model/bad-value "at least 1"

local mesh = m.ServiceMeshManager()
mesh:install_istio(1.18)
mesh:configure_virtual_service("v", "orders", { { route = { { destination = { host = "orders" }, weight = 150 } } } }) -- expect: model/bad-value "at most 100"
mesh:setup_mtls("orders", "STRIKT") -- expect: model/bad-value "STRIKT"
mesh:configure_circuit_breaker("orders-cb", { connections = "many" }) -- expect: model/bad-value "'connections'"

local events = m.EventDrivenArchitecture()
events:create_topic("orders", 0, 3) -- expect: model/bad-value "at least 1"
events:create_consumer_group("g", { 1 }) -- expect: model/bad-value

local gateway = m.APIGatewayManager()
gateway:configure_route("/early", "orders", { "GET" }) -- expect: model/unused-part "belongs to nothing"
local api = gateway:create_api("api")
gateway:configure_auth(api["api"], "jwtt") -- expect: model/bad-value "jwtt"
gateway:configure_rate_limiting(api["api"], "often") -- expect: model/bad-value "'requests_per_minute'"

local chaos = m.ChaosEngineering()
chaos:design_experiment { target = "orders", fault = "pod_kil", duration = 60 } -- expect: model/bad-value "pod_kil"
chaos:design_experiment("orders", "abort") -- expect: model/missing-field "'duration'"
chaos:inject_network_delay("orders", 100, { duration = "1 hour" }) -- expect: model/bad-value "'duration'"
chaos:inject_failure("stock", "abrt") -- expect: model/unknown-kind "'abrt'"
