-- exit: 3
local ms = require "microservices".Microservices()
ms:create_servce { service_name = "orders", domain = "d" } -- expect: model/runtime "Microservices has no method 'create_servce'; it has add_saga_step"
