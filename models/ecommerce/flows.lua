-- Flows: what happens across services. A saga, scenarios, and how often they happen.

-- Until the order is confirmed every step can be undone; from then on it goes through to the end.
saga "order-creation" {
  description = "Brings goods, money and the order together, or leaves no trace",
  coordination = "orchestration", orchestrator = "order-service", compensation_strategy = "sequential",
  steps = {
    step "create"  { service = "order-service", action = "create_order", compensation = "cancel_order" },
    step "reserve" {
      service = "inventory-service", timeout = "250ms",
      action = "reserve_inventory", compensation = "release_inventory",
    },
    step "pay" {
      service = "payment-service", timeout = "1400ms",
      action = "process_payment", compensation = "refund_payment",
    },
    step "confirm" { service = "order-service", action = "confirm_order", compensation = false, pivot = true },
    step "ship" {
      service = "shipping-service", action = "schedule_shipment", compensation = false, retryable = true,
    },
  },
}

scenario "look at a product" {
  "customer -> api-gateway: GET /api/graphql",
  "api-gateway -> storefront-service: GET /graphql",
  par "the product" {
    "storefront-service -> product-service: Catalog/GetProducts",
    "product-service --> storefront-service: texts, pictures, price",
  },
  otherwise "what goes with it" {
    "storefront-service -> recommendation-service: GET /recommendations/{sku}",
    "recommendation-service --> storefront-service: up to 8 products",
  },
  "storefront-service --> api-gateway: 200 OK",
  "api-gateway --> customer: 200 OK",
}

scenario "search" {
  "customer -> api-gateway: GET /api/graphql",
  "api-gateway -> storefront-service: GET /graphql",
  "storefront-service -> search-service: GET /results",
  opt "search does not answer in time" { "note storefront-service: shows category pages" },
  "storefront-service -> product-service: Catalog/GetProducts",
  "storefront-service --> api-gateway: 200 OK",
  "api-gateway --> customer: 200 OK",
}

scenario "place an order" {
  "customer -> api-gateway: POST /api/orders",
  "api-gateway -> order-service: POST /orders",
  "order-service ->> orders: order.created",
  "order-service -> inventory-service: Inventory/ReserveInventory",
  alt "in stock" {
    "inventory-service --> order-service: reserved",
    "order-service -> payment-service: Payments/ProcessPayment",
    "payment-service -> fraud-service: Fraud/ScorePayment",
    "fraud-service --> payment-service: score 0.02",
    "payment-service -> card-processor: POST /charges",
    "card-processor --> payment-service: charged",
    "payment-service --> order-service: paid",
    "order-service ->> orders: order.confirmed",
    "order-service --> api-gateway: 201 Created",
    "orders ->> shipping-service: order.confirmed",
    "orders ->> notification-service: order.confirmed",
  },
  otherwise "sold out" {
    "inventory-service --> order-service: nothing left",
    "order-service ->> orders: order.cancelled",
    "order-service --> api-gateway: 409 Conflict",
  },
  "api-gateway --> customer: the answer",
}

scenario "follow an order" {
  "customer -> api-gateway: GET /api/orders/{order_id}",
  "api-gateway -> order-service: GET /orders/{order_id}",
  "order-service --> api-gateway: 200 OK",
  "api-gateway --> customer: 200 OK",
  opt "already confirmed" {
    "customer -> api-gateway: GET /api/shipments/{order_id}",
    "api-gateway -> shipping-service: GET /shipments/{order_id}",
    "shipping-service --> api-gateway: 200 OK",
    "api-gateway --> customer: 200 OK",
  },
}

scenario "log in" {
  "customer -> api-gateway: POST /oauth/token",
  "api-gateway -> auth-service: POST /oauth/token",
  "auth-service -> user-service: Users/GetClaims",
  "user-service --> auth-service: claims",
  "auth-service --> api-gateway: a token",
  "api-gateway --> customer: a token",
}

scenario "list a product" {
  "staff -> api-gateway: POST /api/admin/products",
  "api-gateway -> product-service: POST /products",
  "product-service ->> products: product.listed",
  "products ->> search-service: product.listed",
  "products ->> inventory-service: product.listed",
  "staff -> api-gateway: PUT /api/admin/stock/{sku}",
  "api-gateway -> inventory-service: PUT /stock/{sku}",
}

-- The busiest hour of the year.
workload "black friday: looking around" {
  scenario = "look at a product", rate = "800/s", duration = "1h", ramp = "5m", arrival = "poisson",
}
workload "black friday: searching" {
  scenario = "search", rate = "300/s", duration = "1h", ramp = "5m", arrival = "poisson",
}
workload "black friday: buying" {
  scenario = "place an order", rate = "40/s", duration = "1h", ramp = "5m", arrival = "poisson",
}
workload "black friday: asking where it is" {
  scenario = "follow an order", rate = "150/s", duration = "1h", arrival = "poisson",
}
