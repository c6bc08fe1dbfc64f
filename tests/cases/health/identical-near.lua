-- One path for both, but liveness waits longer; or only one of the two says how long it waits; or one of them is
-- read off traffic.
context "shop"
service "patient" {
  context = "shop",
  health = {
    liveness "/health" { interval = "10s", failure_threshold = 6 },
    readiness "/health" { interval = "10s", failure_threshold = 2 },
  },
}
service "slower" {
  context = "shop",
  health = { liveness "/health" { interval = "30s" }, readiness "/health" { interval = "5s" } },
}
service "unsaid" {
  context = "shop",
  health = { liveness "/health" { failure_threshold = 3 }, readiness "/health" },
}
service "watched" {
  context = "shop",
  health = { liveness "/" { mode = "active" }, readiness "/" { mode = "passive" } },
}
service "apart" {
  context = "shop",
  health = { liveness "/live", readiness "/ready", startup "/live" },
}
