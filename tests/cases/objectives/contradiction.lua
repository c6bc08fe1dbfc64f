context "sales"
service "orders" {
  context = "sales",
  slos = {
    slo "availability" { target = "99.9%", window = "30d" }, -- expect: objectives/contradiction:35 "'availability' (99.9 % in 30 d) of orders cannot be missed while 'error_rate' (0.1 % in 1 h) is met"
    slo "error_rate"   { target = "0.1%", window = "1h" },
  },
}
service "search" {
  context = "sales",
  slos = {
    slo "latency_p99"       { target = "200ms", window = "7d" },
    slo "latency_p95"       { target = "300ms", window = "7d" },  -- expect: objectives/contradiction "'latency_p95' (300 ms in 7 d) of search cannot be missed while 'latency_p99' (200 ms in 7 d) is met"
    slo "throughput"        { target = "500/s", window = "1h" },
    slo "throughput_daily"  { target = "400/s", window = "1d" },  -- expect: objectives/contradiction "(400/s in 1 d)"
    slo "freshness"         { target = "60s", window = "30d" },   -- expect: objectives/contradiction "(1 min in 30 d)"
    slo "freshness-hourly"  { target = "50s", window = "1h" },
  },
}
