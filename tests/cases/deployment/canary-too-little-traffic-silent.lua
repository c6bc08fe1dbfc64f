-- Nobody judges it by an objective, or share, pause, rate or the objective's budget are not said.
context "sales"
actor "customer"
local promise = { target = "99.9%", window = "30d" }
service "by-hand" { context = "sales", slos = { slo "availability" (promise) }, deployment = canary { initial = "1%", pause = "1s" } }
service "shareless" { context = "sales", slos = { slo "availability" (promise) }, deployment = canary { pause = "1s", metrics_based = true } }
service "pauseless" { context = "sales", slos = { slo "availability" (promise) }, deployment = canary { initial = "1%", metrics_based = true } }
service "rateless" { context = "sales", slos = { slo "availability" (promise) }, deployment = canary { initial = "1%", pause = "1s", metrics_based = true } }
service "budgetless" {
  context = "sales", slos = { slo "latency_p99" { target = "1s", window = "7d" } },
  deployment = canary { initial = "1%", pause = "1s", metrics_based = true },
}
scenario "all" {
  "customer -> by-hand: GET /", "customer -> shareless: GET /", "customer -> pauseless: GET /", "customer -> budgetless: GET /",
}
workload "day" { scenario = "all", rate = "20/s" }
