context "shop"
service "orders" { context = "shop", endpoints = { POST "/orders", DELETE "/orders/{order_id}" } }
service "stock" {
  context = "shop", endpoints = { rpc "shop.Stock/ReserveItems", rpc "shop.Stock/ReleaseItems" },
}
service "media" { context = "shop", endpoints = { handler "transcode", handler "discard_renditions" } }
service "mixed" { context = "shop", endpoints = { mutation "createCart", POST "/graphql" } }
service "listening" { context = "shop", endpoints = { rpc "A/Begin" }, consumes = { on "TicketWanted" } }
event "TicketWanted" {}
service "silent" { context = "shop" }
service "edge" { context = "shop", endpoints = { GET "/status" } }
gateway "api" { service = "edge", routes = { route "/orders" { service = "orders" } } }

-- Words of the domain, and operations however they are written.
saga "right" {
  orchestrator = "silent",
  step "1" { service = "orders", action = "POST /orders", compensation = "DELETE /orders/{id}" },
  step "2" { service = "orders", action = "create_order", compensation = "cancelOrder" },
  step "3" { service = "stock", action = "reserve_items", compensation = "Stock/ReleaseItems" },
  step "4" { service = "stock", action = "ReserveItems", compensation = "release the items" },
  step "5" { service = "stock", action = "book_items", compensation = "unreserve_items" },
  step "6" { service = "media", action = "transcode", compensation = "discard-renditions" },
  step "7" { service = "mixed", action = "closeCart", compensation = "POST /graphql" },
  step "8" { service = "listening", action = "ticket.wanted", compensation = "CancelTicket" },
  step "9" { service = "silent", action = "POST /anything", compensation = "X/Do" },
  step "10" { service = "edge", action = "POST /orders" },
}

saga "wrong" {
  orchestrator = "silent",
  step "1" {
    service = "orders",
    action = "POST /order", -- expect: sagas/unknown-action:14 "action 'POST /order' of step '1' is nothing that orders declares"
    compensation = "PUT /orders/{id}", -- expect: sagas/unknown-action "compensation 'PUT /orders/{id}'"
  },
  step "2" {
    service = "stock",
    action = "reserve_item", -- expect: sagas/unknown-action "action 'reserve_item'"
    compensation = "Stock/Release", -- expect: sagas/unknown-action "compensation 'Stock/Release'"
  },
  step "3" {
    service = "stock",
    action = "BookItems", -- expect: sagas/unknown-action "'BookItems'"
    compensation = false,
  },
  step "4" {
    service = "media",
    action = "transocde", -- expect: sagas/unknown-action "'transocde'"
  },
}
