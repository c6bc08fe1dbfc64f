context "sales"
service "orders" {
  context = "sales", slos = { slo "availability" { target = "99.5%", window = "30d" } },
  scaling = { min = 1, max = 4 }, -- expect: deployment/single-instance:21 "orders promises availability 99.5 % but may run as a single instance (min = 1); the limit for one is 99 %"
}
-- At the limit; two of them; started on demand; not said; nothing promised; one writer only.
service "near" { context = "sales", slos = { slo "availability" { target = "99%", window = "30d" } }, scaling = { min = 1 } }
service "two" { context = "sales", slos = { slo "availability" { target = "99.9%", window = "30d" } }, scaling = { min = 2 } }
service "none" { context = "sales", slos = { slo "availability" { target = "99.9%", window = "30d" } }, scaling = { min = 0 } }
service "unsaid" { context = "sales", slos = { slo "availability" { target = "99.9%", window = "30d" } }, scaling = { max = 1 } }
service "free" { context = "sales", slos = { slo "latency_p99" { target = "1s", window = "30d" } }, scaling = { min = 1 } }
service "ledger" {
  context = "sales", slos = { slo "availability" { target = "99.9%", window = "30d" } }, scaling = { min = 1 },
  datastores = { datastore "journal" { single_writer = true } },
}
