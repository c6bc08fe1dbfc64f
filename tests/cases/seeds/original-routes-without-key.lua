-- The first document's gateway as it stands there: two routes name their service without the key.
local ms = require "microservices".Microservices()
ms:create_service { service_name = "order-service", domain = "orders" }
ms:define_api_gateway { -- expect: model/bad-value "entry without a key: ", model/missing-field, model/bad-value "entry without a key: ", model/missing-field
  name = "api-gateway",
  routes = {
    { path = "/api/orders", service = "order-service" },
    { path = "/api/products", "product-service" },
    { path = "/api/users", "user-service" },
  },
}
