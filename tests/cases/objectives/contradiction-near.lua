-- Each of these can be missed while all others are met.
context "sales"
service "orders" {
  context = "sales",
  slos = {
    slo "availability"          { target = "99.9%", window = "30d" },
    slo "error_rate"            { target = "1.44%", window = "1h" },
    slo "availability_checkout" { target = "99.95%", window = "30d" },
    slo "availability_search"   { target = "99.5%", window = "30d" },
    slo "latency_p50"           { target = "50ms", window = "7d" },
    slo "latency_p99"           { target = "200ms", window = "7d" },
    slo "latency_p99_7d_search" { target = "100ms", window = "7d" },
    slo "throughput"            { target = "500/s", window = "1d" },
    slo "throughput_hourly"     { target = "400/s", window = "1h" },
  },
}
external "bank" {
  slos = { slo "availability" { target = "99.9%", window = "30d" }, slo "availability_yearly" { target = "99.95%", window = "365d" } },
}
