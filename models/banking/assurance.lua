-- Assurance: what we try before it happens by itself, the pictures for the auditors, the bank's own limits.

experiment "a data centre loses a ledger replica" {
  hypothesis = "The others answer; no posting is lost, none is written twice",
  target = "ledger-service", fault = pod_kill { count = 1 }, duration = "5m",
  workload = "payday: sending",
  steady_state = { "ledger-service/availability", "transaction-service/latency_p99" },
  blast_radius = { max_services = 3, percentage = "17%" },
  abort_when = { error_rate = "1%", latency_p99 = "5s" },
  recovery = { within = "60s" },
}

experiment "the scheme answers late" {
  hypothesis = "Transfers still end within 4 s; what does not is rejected, and its posting reversed",
  target = "clearing-service",
  fault = network_delay { on = "instant-payment-scheme", delay = "200ms", jitter = "50ms", percentage = "20%" },
  duration = "10m",
  workload = "payday: sending",
  steady_state = { "clearing-service/latency_p99", "transaction-service/availability" },
  blast_radius = { max_services = 2, percentage = "20%" },
  abort_when = { error_rate = "1%", latency_p99 = "5s" },
  recovery = { within = "2m" },
}

experiment "the mainframe is away" {
  hypothesis = "No customer notices; the topic keeps what the old books will learn later",
  target = "core-banking-system", fault = abort { status = 503, percentage = "100%" }, duration = "30m",
  workload = "payday: old books",
  steady_state = { "transaction-service/availability", "account-service/availability" },
  blast_radius = { max_services = 2, percentage = "100%" },
  abort_when = { breached = { "transaction-service/availability" } },
  recovery = { within = "30m" },
}

view "contexts" { title = "Context map: Retail Banking", kind = "contexts", direction = "right" }

view "money" {
  title = "What a transfer needs",
  kind = "dependencies", around = "transaction-service", depth = 2, direction = "right",
}

view "audit trail" {
  title = "From the journal to the authority",
  kind = "landscape", direction = "right",
  include = { "ledger", "core-banking", "regulatory-reporting-service", "supervisory-authority" },
}

-- An auditor reads notes, too.
config {
  fail_on = "note",
  rules = { ["contexts/too-large"] = { limit = 4 } },
}
