-- What is not there, or is no target at all, is the core's to tell.
-- select: objectives/bad-target
context "sales"
service "orders" {
  context = "sales",
  slos = {
    slo "availability" { window = "30d" },
    slo "latency_p99"  { target = "200ms" },
    slo "error_rate"   { target = 17, window = "30d" },
  },
}
