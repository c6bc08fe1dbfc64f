-- select: contexts/undeclared-relationship
-- A message without an event may run either way: any relationship covers it, and none does not.
context "ordering"
context "mailing"
context "audit"
relationship { upstream = "mailing", downstream = "ordering" }

service "mailer" { context = "mailing" }
service "auditor" { context = "audit" }
service "orders" {
  context = "ordering",
  dependencies = {
    async "mailer",
    async "auditor", -- expect: contexts/undeclared-relationship "exchange messages without a relationship between them: orders sends to auditor (1 message)"
  },
}
