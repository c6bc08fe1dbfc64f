-- What is to be written, for each way in which the two are told.
-- select: health/identical
-- help: health/identical write liveness "/health" { failure_threshold = 5 }
-- help: health/identical write failure_threshold = 12 in liveness "/up"
context "a" {}
service "x" { context = "a", health = { liveness "/health", readiness "/health" } } -- expect: health/identical
service "y" {
  context = "a",
  health = {
    liveness "/up" { interval = "5s", failure_threshold = 3 }, -- expect: health/identical
    readiness "/up" { interval = "10s", failure_threshold = 3 },
  },
}
service "x-mended" { context = "a", health = { liveness "/health" { failure_threshold = 5 }, readiness "/health" } }
service "y-mended" {
  context = "a",
  health = {
    liveness "/up" { interval = "5s", failure_threshold = 12 },
    readiness "/up" { interval = "10s", failure_threshold = 3 },
  },
}
