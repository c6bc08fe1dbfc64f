-- select: resilience/retry-not-idempotent
context "shop"
external "bank"
service "payments" {
  context = "shop",
  endpoints = {
    GET "/charges/{id}", PUT "/limits/{id}", DELETE "/charges/{id}", POST "/charges", PATCH "/charges/{id}",
    POST "/refunds" { idempotent = true }, PUT "/counters/{id}" { idempotent = false },
    rpc "Payments/Charge", rpc "Payments/Refund" { idempotent = false }, query "charges", mutation "charge",
  },
}

service "orders" { context = "shop", dependencies = {
  sync "payments" { endpoint = "POST /charges",
    retry = { max_attempts = 3 } }, -- expect: resilience/retry-not-idempotent:30 "orders may try 3 times, but POST /charges of payments is not idempotent"
  sync "payments" { endpoints = { "GET /charges/7", "PATCH /charges/7" },
    retry = { max_attempts = 2 } }, -- expect: resilience/retry-not-idempotent "PATCH /charges/7 of payments"
  sync "payments" { endpoint = "PUT /counters/3",
    retry = { max_attempts = 2 } }, -- expect: resilience/retry-not-idempotent "PUT /counters/3"
  sync "payments" { endpoint = "Payments/Refund",
    retry = { max_attempts = 2 } }, -- expect: resilience/retry-not-idempotent "Payments/Refund"
  sync "payments" { endpoint = "charge", protocol = "graphql",
    retry = { max_attempts = 2 } }, -- expect: resilience/retry-not-idempotent "charge of payments"
  sync "payments" { idempotent = false,
    retry = { max_attempts = 2 } }, -- expect: resilience/retry-not-idempotent "orders may try 2 times, but the call of payments is not idempotent"
  sync "bank" { endpoint = "POST /transfers",
    retry = { max_attempts = 2 } }, -- expect: resilience/retry-not-idempotent "POST /transfers of bank"
} }

-- Nearly so: one try; what may be repeated; who says that it may.
service "careful" { context = "shop", dependencies = {
  sync "payments" { endpoint = "POST /charges", retry = { max_attempts = 1 } },
  sync "payments" { endpoint = "POST /charges" },
  sync "payments" { endpoints = { "GET /charges/7", "PUT /limits/7", "DELETE /charges/7" }, retry = { max_attempts = 3 } },
  sync "payments" { endpoint = "charges", protocol = "graphql", retry = { max_attempts = 3 } },
  sync "payments" { endpoint = "POST /refunds", retry = { max_attempts = 3 } },
  sync "payments" { endpoint = "POST /charges", idempotent = true, retry = { max_attempts = 3 } },
  sync "bank" { endpoint = "GET /rates", retry = { max_attempts = 3 } },
} }
-- Nobody says: an rpc, no operation at all, a text that is none.
service "unknown" { context = "shop", dependencies = {
  sync "payments" { endpoint = "Payments/Charge", retry = { max_attempts = 3 } },
  sync "payments" { retry = { max_attempts = 3 } },
  sync "bank" { endpoint = "Transfers/Make", retry = { max_attempts = 3 } },
} }
