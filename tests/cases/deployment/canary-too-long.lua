context "sales"
service "listed" {
  context = "sales",
  deployment = canary { steps = { "5%", "25%", "50%", "100%" }, pause = "41m" }, -- expect: deployment/canary-too-long "the canary of listed takes 123 min from its first step to its last (3 × 41 min), limit 2 h"
}
service "grown" {
  context = "sales",
  deployment = canary { initial = "5%", increment = "10%", max = "100%", pause = "15m" }, -- expect: deployment/canary-too-long "150 min from its first step to its last (10 × 15 min)"
}
-- Exactly the limit; too little said to tell.
service "near" { context = "sales", deployment = canary { steps = { "5%", "25%", "50%", "100%" }, pause = "40m" } }
service "open" { context = "sales", deployment = canary { initial = "1%", increment = "1%", pause = "10m" } }
service "timeless" { context = "sales", deployment = canary { steps = { "5%", "25%", "50%", "100%" } } }
