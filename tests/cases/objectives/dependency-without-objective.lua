context "sales"
external "bank"
external "post" { slos = { slo "latency_p99" { target = "1s", window = "30d" } } }
service "stock" { context = "sales" }
service "hints" { context = "sales" }
service "orders" {
  context = "sales",
  dependencies = { sync "stock", sync "bank", sync "stock" { endpoint = "GET /b" }, sync "post", sync "hints" { optional = true } },
  slos = { slo "availability" { target = "99.9%", window = "30d" } }, -- expect: objectives/dependency-without-objective "orders has objectives and cannot do without stock and bank, which have none"
}
service "mail" {
  context = "sales", dependencies = { sync "post", sync "stock" },
  slos = { slo "latency_p99" { target = "2s", window = "30d" } }, -- expect: objectives/dependency-without-objective "cannot do without stock, which has none"
}
-- Promises nothing, so nothing has to be promised to it.
service "reports" { context = "sales", dependencies = { sync "stock" } }
-- Names that lead nowhere are model/unresolved, brokers and topics promise nothing.
service "a" { context = "sales", dependencies = { sync "b" }, slos = { slo "availability" { target = "99%", window = "30d" } } }
service "b" { context = "sales", dependencies = { sync "a" } }
