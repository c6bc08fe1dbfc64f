-- "Design Service": a service, its API contract, and what its skeleton is generated from.

local microservices = require "microservices"
-- Mended: the example uses ServiceDefinition without importing it.
local ServiceDesigner, ServiceDefinition = microservices.ServiceDesigner, microservices.ServiceDefinition

local designer = ServiceDesigner()
designer:design_service {
  name = "orders",
  bounded_context = "order-management",
  capabilities = { "create", "list", "cancel", "track" },
}
designer:define_api_contract("orders", {
  { method = "GET", path = "/orders", summary = "List orders" },
  { method = "POST", path = "/orders", summary = "Create order" },
})
designer:generate_service_scaffold(
  ServiceDefinition {
    service_name = "orders",
    language = "python",
    framework = "fastapi",
    dependencies = { "database", "cache" },
    ports = { 8080 },
  }
)
