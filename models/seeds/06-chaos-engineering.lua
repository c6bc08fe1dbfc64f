-- "Chaos Engineering": an experiment, two faults put in at once, and the experiment run.

local microservices = require "microservices"

-- Mended: the example experiments on services that it never defines.
local designer = microservices.ServiceDesigner()
designer:design_service("orders-service", "order-management")
designer:design_service("orders", "order-management")

local chaos = microservices.ChaosEngineering()
local experiment = chaos:design_experiment {
  target = "orders-service",
  fault = "pod_kill",
  duration = 60,
}
chaos:inject_network_delay("orders", { delay_ms = 100 })
chaos:inject_failure("orders", "abort")
chaos:run_experiment(experiment["experiment"])
