-- "Use Cases": the services each of the documents' platforms decomposes into. The models beside this folder (ecommerce,
-- banking, streaming, healthcare) work them out; here is what the documents say, one service a line.

local designer = require "microservices".ServiceDesigner()

local platforms = {
  ["e-commerce"] = {
    "user-service", "product-catalog", "order-management", "payment-processing", "inventory-tracking",
  },
  banking = {
    "account-management", "transaction-processing", "fraud-detection", "notification-service", "regulatory-reporting",
  },
  streaming = {
    "user-authentication", "content-catalog", "streaming-engine", "recommendation-engine", "analytics-pipeline",
    "content-delivery", "recommendations", "user-profiles",
  },
  financial = { "trading", "risk", "reporting" },
  healthcare = { "patient-records", "appointments", "billing" },
}

for platform, services in pairs(platforms) do
  for _, name in ipairs(services) do
    designer:design_service { name = name, bounded_context = platform, tags = { "use-case" } }
  end
end
