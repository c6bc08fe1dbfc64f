-- Equal is within reach; other percentiles, soft calls and cycles are not compared.
context "sales"
service "stock" { context = "sales", slos = { slo "latency_p99" { target = "200ms", window = "30d" } } }
service "slow" { context = "sales", slos = { slo "latency_p99" { target = "5s", window = "30d" } } }
service "orders" {
  context = "sales", performance = { latency_p99 = "200ms" },
  dependencies = { sync "stock", sync "slow" { fallback = "without" }, async "slow" },
  slos = { slo "latency_p99" { target = "200ms", window = "7d" } },
}
service "search" {
  context = "sales", dependencies = { sync "slow" },
  slos = { slo "latency_p50" { target = "100ms", window = "7d" }, slo "availability" { target = "99%", window = "7d" } },
}
service "a" { context = "sales", dependencies = { sync "b" }, slos = { slo "latency_p99" { target = "1ms", window = "7d" } } }
service "b" { context = "sales", dependencies = { sync "a" }, slos = { slo "latency_p99" { target = "9ms", window = "7d" } } }
