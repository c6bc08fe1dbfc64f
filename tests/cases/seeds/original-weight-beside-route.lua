-- The second document's virtual service as it stands there: the weight is none of its route's.
local m = require "microservices"
local designer = m.ServiceDesigner()
designer:design_service("orders", "order-management")
designer:design_service("orders-v2", "order-management")
local mesh = m.ServiceMeshManager()
mesh:configure_virtual_service( -- expect: model/unknown-field "unknown field 'weight' in traffic"
  "orders-service",
  "orders",
  { { route = { destination = { host = "orders-v2" } }, weight = 50 } }
)
