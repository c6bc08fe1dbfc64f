context "sales"
service "orders" {
  context = "sales",
  slos = {
    slo "availability" { target = "99.99999%", window = "30d" },
    slo "error_rate"   { target = "0.0001%", window = "20d" },
    slo "latency_p99"  { target = "1us", window = "1s" },
    slo "throughput"   { target = "1/d", window = "30d" },
  },
}
