-- Which percentile a latency is of, or over which time, is not said.
-- select: objectives/contradiction
context "sales"
service "orders" {
  context = "sales",
  slos = {
    slo "latency"       { target = "200ms", window = "7d" },
    slo "latency_p99"   { target = "300ms", window = "7d" },
    slo "latency-daily" { target = "200ms", window = "1d" },
    slo "availability"  { target = "99%" },
    slo "error_rate"    { target = "0.1%", window = "1h" },
  },
}
