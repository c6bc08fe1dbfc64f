-- Security: the two doors, and who may talk to whom behind them.

gateway "digital-banking" {
  description = "The customers' door",
  authentication = { type = "oauth2", issuer = "identity-service", audience = "retail-banking" },
  rate_limiting = { requests_per_minute = 120, burst = 20, per = "user" },
  tls = { mode = "terminate", certificate = "bank-example", hosts = { "api.bank.example" } },
  routes = {
    route "/api/transfers" {
      service = "transaction-service", methods = { "GET", "POST" }, strip_prefix = "/api", timeout = "5s",
    },
    route "/api/accounts" {
      service = "account-service", methods = { "GET", "POST" }, strip_prefix = "/api", timeout = "500ms",
    },
    route "/api/statements" {
      service = "statement-service", methods = { "GET" }, strip_prefix = "/api", timeout = "500ms",
    },
    route "/api/contacts" {
      service = "identity-service", methods = { "PUT" }, strip_prefix = "/api", timeout = "500ms",
    },
    -- Whoever logs in has no token yet; the app shows its own key, and guessing is slow.
    route "/oauth" {
      service = "identity-service", methods = { "POST" }, auth = "api-key", timeout = "1s",
      rate_limiting = { requests_per_minute = 10, per = "ip" },
    },
  },
}

-- Here both sides show a certificate.
gateway "institutional" {
  description = "For the authority and staff",
  authentication = { type = "mtls" },
  rate_limiting = { requests_per_minute = 60, per = "client" },
  tls = { mode = "mutual", certificate = "institutional-bank-example", hosts = { "b2b.bank.example" } },
  routes = {
    route "/filings" { service = "regulatory-reporting-service", methods = { "GET" }, timeout = "15s" },
    route "/cases" {
      service = "fraud-detection-service", methods = { "GET", "PUT" }, auth = "oauth2", timeout = "1s",
    },
  },
}

-- Everything is inside, also the mainframe: a proxy stands before its listener.
mesh "zero-trust" {
  type = "istio", version = "1.22",
  observability = { tracing = true, metrics = true, logging = true },
  security = { mtls = "strict", authorization = true },
}

-- With authorization on, what is not admitted here is refused. Each pair that talks is admitted with the very
-- operations it needs: a stolen account-service reads balances, it writes no posting.

-- From outside.
access {
  from = { "digital-banking" }, to = "transaction-service",
  methods = { "GET", "POST" }, paths = { "/transfers" },
}
access {
  from = { "digital-banking" }, to = "account-service",
  methods = { "GET", "POST" }, paths = { "/accounts" },
}
access {
  from = { "digital-banking" }, to = "statement-service",
  methods = { "GET" }, paths = { "/statements" },
}
access {
  from = { "digital-banking" }, to = "identity-service",
  methods = { "POST", "PUT" }, paths = { "/oauth", "/contacts" },
}
access {
  from = { "institutional" }, to = "regulatory-reporting-service",
  methods = { "GET" }, paths = { "/filings" },
}
access {
  from = { "institutional" }, to = "fraud-detection-service",
  methods = { "GET", "PUT" }, paths = { "/cases" },
}

-- Among us; gRPC is POST to the name of the procedure.
access {
  from = { "transaction-service" }, to = "fraud-detection-service",
  methods = { "POST" }, paths = { "/FraudDetection/AssessTransfer" },
}
access {
  from = { "transaction-service" }, to = "account-service",
  methods = { "POST" }, paths = { "/Accounts/" },
}
access {
  from = { "transaction-service" }, to = "ledger-service",
  methods = { "POST" }, paths = { "/Ledger/PostEntries", "/Ledger/ReverseEntries" },
}
access {
  from = { "transaction-service" }, to = "clearing-service",
  methods = { "POST" }, paths = { "/Clearing/SubmitPayment" },
}
access {
  from = { "account-service" }, to = "ledger-service",
  methods = { "POST" }, paths = { "/Ledger/GetBalance" },
}
access {
  from = { "clearing-service" }, to = "sanctions-service",
  methods = { "POST" }, paths = { "/Sanctions/ScreenNames" },
}
access {
  from = { "notification-service" }, to = "identity-service",
  methods = { "POST" }, paths = { "/Customers/GetContact" },
}
access {
  from = { "core-banking-adapter" }, to = "core-banking-system",
  methods = { "GET", "POST" }, paths = { "/postings", "/balances" },
}

-- And so that nobody finds out in production: a call without such a line does not pass `lunette check`.
rule "zero-trust/admitted" {
  severity = "error",
  summary = "a call that no access policy admits",
  check = function(model, report)
    local admitted = {}
    for _, policy in ipairs(model.accesses) do
      for _, from in ipairs(policy.from) do admitted[from.name .. " -> " .. policy.to.name] = true end
    end
    for _, call in ipairs(model:calls()) do
      local pair = call.owner.name .. " -> " .. call.to.name
      if call.to.kind == "service" and not admitted[pair] then
        report { at = call, message = "nobody admitted " .. pair, help = "add the pair to security.lua" }
      end
    end
  end,
}
