-- "Service Mesh (Istio)": traffic, mutual TLS and a circuit breaker.

local microservices = require "microservices"

-- Mended: the example steers traffic between services that it never defines.
local designer = microservices.ServiceDesigner()
designer:design_service("orders", "order-management")
designer:design_service("orders-v2", "order-management")

local mesh = microservices.ServiceMeshManager()
mesh:install_istio("1.18")
mesh:configure_virtual_service(
  "orders-service",
  "orders",
  -- Mended: in the example the weight stands beside its route, where it weighs nothing, and the other half of
  -- the traffic goes nowhere.
  { { route = {
    { destination = { host = "orders-v2" }, weight = 50 },
    { destination = { host = "orders" }, weight = 50 },
  } } }
)
mesh:setup_mtls("orders", "STRICT")
mesh:configure_circuit_breaker(
  "orders-cb",
  { connections = 100, pending = 1000 }
)
