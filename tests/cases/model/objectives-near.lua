-- Every indicator, by name, by field, by unit.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {}
service "a" {
  context = "c",
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "availability_fast" { target = 99.9, unit = "%", window = "1h" },
    slo "error_rate" { target = 0.001, window_days = 30 },
    slo "latency_p99" { target = "200ms", window = "7d" },
    slo "latency_p50" { target = 200, unit = "ms", window = "7d" },
    slo "throughput" { target = "500/s", window = "1h" },
    slo "freshness" { target = "5m", window = "1h" },
    slo "fast" { sli = "latency", target = "1s", window = "7d", percentile = "95%" },
    slo "busy" { target = "90/min", window = "1h" },
    slo "good" { target = 1, window = "1h" },
  },
}
