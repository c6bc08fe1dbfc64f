-- One pair, one finding: what may run either way is told with what runs this way.
context "ordering"
context "audit"

service "auditor" {
  context = "audit",
  dependencies = {
    sync "orders", -- expect: contexts/undeclared-relationship "auditor calls orders (1 call, 1 message)"
  },
}
service "orders" { context = "ordering", dependencies = { async "auditor" } }
