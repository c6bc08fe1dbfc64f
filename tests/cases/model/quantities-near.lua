-- Every way to write a quantity that has its unit.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {}
service "a" {
  context = "c",
  dependencies = {
    sync "a" { timeout = "200ms" }, sync "a" { timeout = "0.2s" }, sync "a" { timeout_ms = 200 },
    sync "a" { timeout_seconds = 0.2 }, sync "a" { timeout_ms = "200ms" }, sync "a" { timeout = "1m30s" },
    sync "a" { circuit_breaker = { reset_timeout_minutes = 1 } }, sync "a" { circuit_breaker = true },
    sync "a" { timeout_ms = 0, retry = { max_attempts = 1, backoff_multiplier = 2.5 } },
  },
  deployment = canary { initial = "5%", increment_percent = 5, max = 1, pause_duration_minutes = 10 },
  scaling = { min = 0, max = 1, target = "70%" },
  ports = { 1, 65535 },
}
service "b" { context = "c", ports = 80, deployment = canary { steps = { "5%", 0.25, 1 }, pause = "10m" } }
topic "t" { retention = "7d", partitions = 6 }
topic "u" { retention_days = 7, partitions = 6.0 }
workload "w" { rate = "200/s", duration = "5m" }
workload "v" { requests_per_minute = 90, duration_minutes = 5 }
experiment "e" { target = "a", duration = "5m", fault = memory_stress { size = "512MiB" } }
experiment "f" { target = "a", duration_s = 300, fault = abort { status = 503, percentage = "50%" } }
