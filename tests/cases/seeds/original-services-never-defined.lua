-- What the documents' examples say of services that they never define, method by method.
local m = require "microservices"
local ms = m.Microservices()
local orders = ms:create_service { service_name = "order-service", domain = "orders" }
orders:add_dependency("payment-service", "sync") -- expect: model/unresolved "'payment-service'"
ms:define_api_gateway { name = "api-gateway", routes = { { path = "/api/users", service = "user-service" } } } -- expect: model/unresolved "'user-service'"
ms:define_circuit_breaker { service_name = "payment-service", failure_threshold = 5 } -- expect: model/unresolved "'payment-service'"
ms:define_retry_policy { service_name = "payment-service", max_attempts = 3 } -- expect: model/unresolved "'payment-service'"
local saga = ms:define_saga_pattern { saga_name = "order-creation" }
ms:add_saga_step(saga, "step3", "payment-service", "process_payment", "refund_payment") -- expect: model/unresolved "'payment-service'"
ms:configure_health_checks { service_name = "order-servce", checks = { { type = "liveness", endpoint = "/health" } } } -- expect: model/unresolved "'order-servce'"
ms:define_service_level_objectives { -- expect: model/unresolved "'nobody'"
  service_name = "nobody", slo_config = { { name = "availability", target = 0.999, window = "30d" } },
}
ms:configure_distributed_tracing("nobody", "jaeger", 0.01) -- expect: model/unresolved "'nobody'"
ms:define_deployment_strategy { service_name = "nobody", strategy = "canary" } -- expect: model/unresolved "'nobody'"
ms:define_event_sourcing { service_name = "nobody" } -- expect: model/unresolved "'nobody'"
ms:define_cqrs_pattern { service_name = "nobody" } -- expect: model/unresolved "'nobody'"

local designer = m.ServiceDesigner()
designer:define_api_contract("nobody", { { method = "GET", path = "/" } }) -- expect: model/unresolved "'nobody'"
designer:generate_service_scaffold(m.ServiceDefinition { service_name = "nobody" }) -- expect: model/unresolved "'nobody'"

local mesh = m.ServiceMeshManager()
mesh:setup_mtls("nobody", "STRICT") -- expect: model/unresolved "'nobody'"
mesh:configure_circuit_breaker("nobody-cb", { connections = 100 }) -- expect: model/unresolved "'nobody'"

local gateway = m.APIGatewayManager()
gateway:create_api("orders-api")
gateway:configure_route("/orders/{id}", "orders-service", { "GET" }) -- expect: model/unresolved "'orders-service'"
gateway:configure_auth("users-api", "jwt") -- expect: model/unresolved "there is no gateway 'users-api'"
gateway:configure_rate_limiting("users-api", 100) -- expect: model/unresolved "there is no gateway 'users-api'"

local chaos = m.ChaosEngineering()
chaos:design_experiment { target = "orders-service", fault = "pod_kill", duration = 60 } -- expect: model/unresolved "'orders-service'"
chaos:inject_network_delay("nobody", { delay_ms = 100 }) -- expect: model/unresolved "'nobody'"
chaos:run_experiment("nothing") -- expect: model/unresolved "there is no experiment 'nothing'"
