-- Too many arguments, the same one twice, and entities that are none.
local m = require "microservices"
local ms = m.Microservices()
local orders = ms:create_service("orders", "d", { "x" }, { language = "go" }, "extra") -- expect: model/bad-value "entry without a key"
ms:define_circuit_breaker("orders", { service_name = "orders" }) -- expect: model/bad-value "entry without a key"
ms:define_service_mesh { name = "mesh", mesh_type = "istio", type = "linkerd" } -- expect: model/bad-value "entry without a key"
ms:define_deployment_strategy("orders", "rolling")
ms:define_deployment_strategy("orders", "canary") -- expect: model/bad-value "'deployment' of service 'orders' is given twice"
local mesh = m.ServiceMeshManager()
mesh:setup_mtls("orders", "STRICT")
mesh:setup_mtls(orders, "STRICT")
mesh:setup_mtls("orders", "PERMISSIVE") -- expect: model/bad-value "'security' of mesh 'istio' is given twice"

local topic = m.EventDrivenArchitecture():create_topic("t")
ms:configure_distributed_tracing(topic, "jaeger") -- expect: model/bad-value "this is topic 't'"
ms:configure_distributed_tracing { tracer = "jaeger" } -- expect: model/bad-value "wants the name of a service"
ms:add_saga_step("nothing", "one", "orders", "do", "undo") -- expect: model/unresolved "there is no saga 'nothing'"
orders:add_event("order.created", "domain")
orders:add_event("order.created", "integration") -- expect: model/duplicate "'order.created' is declared twice"
