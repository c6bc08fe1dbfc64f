-- Services of the language and of the seeds' classes go together, in any order: nothing to find.
local m = require "microservices"
local ms, events = m.Microservices(), m.EventDrivenArchitecture()

ms:configure_health_checks("later", { { type = "liveness", endpoint = "/health", interval_seconds = 30 } })
ms:define_deployment_strategy { service_name = "later", strategy = "blue_green", blue_green_config = { auto_promote = true } }

local both = { GET "/both" }
local later = service "later" { context = "shop", endpoints = both, capabilities = "selling" }
service "other" { context = "shop", endpoints = both }
context "shop" { subdomain = "core" }

m.ServiceDesigner():define_api_contract(later, { { method = "POST", path = "/orders", idempotent = true } })
ms:configure_distributed_tracing(later, { tracer = "otlp", sample_rate = "1%" })
local orders = ms:create_service { service_name = "orders", domain = "shop", endpoints = GET "/one" }
  :add_endpoint("/two"):add_endpoint { path = "/three", method = "post" }
  :add_dependency("later", { timeout = "1s", endpoint = "POST /orders" }):add_dependency(later, "async")
  :add_event("order.created", "domain")
events:publish_event("orders", "order.created", { order_id = "123", total = 9.5, lines = { { sku = "a" } } })

saga "checkout" { orchestrator = orders, step "one" { service = orders, action = "do", compensation = "undo" } }
ms:add_saga_step("checkout", "two", later, "do")
timeout { service = orders, timeout = "1s" }

local chaos = m.ChaosEngineering()
experiment "designed here" { target = orders, fault = pod_kill {}, duration = "1m" }
chaos:run_experiment("designed here")
chaos:run_experiment(chaos:inject_network_delay(orders, { delay_ms = 100, name = "slow" }))
