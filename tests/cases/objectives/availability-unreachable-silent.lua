-- Nobody says how good what it rests on is, or what it promises itself.
-- select: objectives/availability-unreachable, objectives/latency-unreachable
context "sales"
external "bank"
service "stock" { context = "sales", slos = { slo "latency_p95" { target = "900ms", window = "30d" } } }
service "orders" {
  context = "sales", dependencies = { sync "stock", sync "bank", sync "nobody" }, performance = {},
  slos = { slo "availability" { target = "99.999%", window = "30d" }, slo "latency_p99" { target = "10ms", window = "30d" } },
}
service "ledger" { context = "sales", slos = { slo "availability" { target = "99%", window = "30d" } } }
service "reports" { context = "sales", dependencies = { sync "ledger" } }
