-- "API Gateway": an API, a route, authentication and a rate limit.

local microservices = require "microservices"

-- Mended: the example routes to a service that it never defines.
microservices.ServiceDesigner():design_service("orders-service", "order-management")

local gateway = microservices.APIGatewayManager()
local api = gateway:create_api("orders-api", "/api/v1/orders")
gateway:configure_route(
  "/orders/{id}",
  "orders-service",
  { "GET", "PUT", "DELETE" }
)
gateway:configure_auth(api["api"], "jwt")
gateway:configure_rate_limiting(api["api"], 100)
