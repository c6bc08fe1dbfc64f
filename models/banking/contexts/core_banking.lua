-- Core banking: the mainframe, run by a provider. It is here because we depend on it, not because we may
-- change it: no strategy to deploy it, no replicas. What it promises is what the provider's contract says.

service "core-banking-system" {
  context = "core-banking", criticality = "high",
  description = "The old books, on DB2",
  responsibilities = { "General ledger", "Annual accounts" },
  technologies = { language = "cobol", framework = "cics", runtime = "z/os" },
  endpoints = {
    POST "/postings" { summary = "Up to 500 records, each booked once", idempotent = true, auth = "mtls" },
    GET "/balances/{cif}" { summary = "Closing balance of a day", auth = "mtls" },
  },
  datastores = {
    datastore "cif-file" {
      technology = "db2", purpose = "Persons, contracts and balances", data = "confidential", single_writer = true,
    },
  },
  slos = {
    slo "availability" { target = "99.6%", window = "30d", description = "Three hours a month are the nightly batch" },
    slo "latency_p99"  { target = "1800ms", window = "30d" },
  },
  performance = { workers = 40, latency_p50 = "300ms", latency_p99 = "1500ms", availability = "99.7%" },
  tracing = tracing { tracer = "otlp", sample_rate = "50%" },
  tags = { "legacy" },
  properties = { provider = "outsourced until 2031" },
}
