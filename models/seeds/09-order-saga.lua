-- "Saga Pattern": the picture of the Order Saga. What was reserved is undone, what was paid is refunded.

context "order-management"
context "inventory"
context "payment"
relationship { upstream = "inventory", downstream = "order-management", pattern = "customer-supplier" }
relationship { upstream = "payment", downstream = "order-management", pattern = "customer-supplier" }

service "order-service" {
  context = "order-management",
  dependencies = {
    sync "inventory-service" { endpoint = "POST /reservations", timeout = "200ms" },
    sync "payment-service" { endpoint = "POST /payments", timeout = "800ms" },
  },
}
service "inventory-service" { context = "inventory", endpoints = { POST "/reservations" } }
service "payment-service" { context = "payment", endpoints = { POST "/payments" } }

saga "order-saga" {
  coordination = "orchestration", orchestrator = "order-service", compensation_strategy = "sequential",
  steps = {
    step "Validate Order"    { service = "order-service", action = "validate_order", compensation = false },
    step "Reserve Inventory" { service = "inventory-service", action = "reserve_inventory", compensation = "undo" },
    step "Process Payment"   { service = "payment-service", action = "process_payment", compensation = "refund" },
    step "Confirm Order" {
      service = "order-service", action = "confirm_order", compensation = false, pivot = true,
    },
  },
}
