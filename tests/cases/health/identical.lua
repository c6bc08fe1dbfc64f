context "shop"
service "plain" {
  context = "shop",
  health = {
    liveness "/health", -- expect: health/identical "liveness and readiness of plain are one check, /health"
    readiness "/health",
  },
}
service "hasty" {
  context = "shop",
  health = {
    readiness "/health" { interval = "5s", failure_threshold = 6 },
    liveness "/health" { interval = "10s", failure_threshold = 3 }, -- expect: health/identical
  },
}
