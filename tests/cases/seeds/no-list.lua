-- exit: 3
local ms = require "microservices".Microservices()
ms:create_service("orders", "d")
ms:configure_health_checks { service_name = "orders", check = {} } -- expect: model/runtime "'checks' wants a list"
