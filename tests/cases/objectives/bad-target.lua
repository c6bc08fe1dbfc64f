context "sales"
external "bank" { slos = { slo "availability" { target = 1, window = "30d" } } } -- expect: objectives/bad-target:58 "the target 100 % of 'availability' leaves no room"
service "orders" {
  context = "sales",
  slos = {
    slo "availability" { target = "0%", window = "30d" },    -- expect: objectives/bad-target "is met whatever happens"
    slo "error_rate"   { target = "0%", window = "30d" },    -- expect: objectives/bad-target "leaves no room"
    slo "errors_all"   { target = "100%", window = "30d" },  -- expect: objectives/bad-target "is met whatever happens"
    slo "latency_p99"  { target = "0ms", window = "30d" },   -- expect: objectives/bad-target "the target 0 ms of 'latency_p99'"
    slo "throughput"   { target = "0/s", window = "30d" },   -- expect: objectives/bad-target "the target 0/s of 'throughput'"
    slo "freshness"    { target = "1h", window = "0d" },     -- expect: objectives/bad-target:50 "the window of 'freshness' is empty"
  },
}
