-- exit: 3
local ms = require "microservices".Microservices()
ms.create_service { service_name = "orders", domain = "d" } -- expect: model/runtime "with a colon"
