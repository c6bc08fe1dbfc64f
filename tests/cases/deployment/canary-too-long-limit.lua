-- args: --rule deployment/canary-too-long.limit=0.25
context "sales"
service "orders" {
  context = "sales",
  deployment = canary { steps = { "5%", "100%" }, pause = "20m" }, -- expect: deployment/canary-too-long "limit 15 min"
}
