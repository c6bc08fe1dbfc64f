context "sales"
service "falls" {
  context = "sales",
  deployment = canary { steps = { "5%", "50%", "25%", "10%" }, pause = "10m" }, -- expect: deployment/canary-steps:48 "step 3 of the canary of falls sends it 25 % of the traffic, step 2 before it 50 %"
}
service "stays" {
  context = "sales",
  deployment = canary { steps = { "5%", "5%", "100%" } }, -- expect: deployment/canary-steps "step 2 of the canary of stays"
}
service "hurries" {
  context = "sales",
  deployment = canary { steps = { "5%", "100%" }, pause = "0s" }, -- expect: deployment/canary-steps:59 "no pause"
}
service "never" {
  context = "sales",
  deployment = canary { initial = "5%", increment = "0%", max = "50%", pause = "1m" }, -- expect: deployment/canary-steps "grows by nothing"
}
service "backwards" {
  context = "sales",
  deployment = canary { initial = "50%", increment = "5%", max = "20%", pause = "1m" }, -- expect: deployment/canary-steps "begins with 50 % of the traffic, above the 20 %"
}
