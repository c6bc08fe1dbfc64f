-- help: objectives/latency-unreachable promise no less: target = "450ms"; or answer without waiting for stock
-- help: objectives/latency-unreachable promise no less: target = "800ms"; or make the work faster
context "sales"
external "bank" { slos = { slo "latency_p99" { target = "2s", window = "30d" } } }
service "stock" { context = "sales", slos = { slo "latency_p99" { target = "450ms", window = "30d" } } }
service "orders" {
  context = "sales", performance = { latency_p99 = "300ms" }, dependencies = { sync "stock" },
  slos = { slo "latency_p99" { target = "200ms", window = "7d" } }, -- expect: objectives/latency-unreachable:41 "L(orders) = 200 ms < 450 ms, the p99 latency promised by stock"
}
service "checkout" {
  context = "sales", dependencies = { sync "stock", sync "bank" },
  slos = { slo "latency_p99" { target = "400ms", window = "7d" } }, -- expect: objectives/latency-unreachable "L(checkout) = 400 ms < 2 s, the p99 latency promised by bank, which it waits for (2 slower dependencies in all)"
}
service "images" {
  context = "sales", performance = { latency_p99 = "800ms" }, dependencies = { sync "stock" },
  slos = { slo "latency_p99" { target = "400ms", window = "7d" } }, -- expect: objectives/latency-unreachable "L(images) = 400 ms < 800 ms, the p99 of its own work alone"
}
