-- args: --rule objectives/too-little-traffic.limit=100 --rule objectives/too-little-traffic.burn=6 --rule objectives/too-little-traffic.hours=6
context "office"
actor "clerk"
service "reports" { context = "office" }
slo "errors" { service = "reports", target = "0.1%", window = "30d" } -- expect: objectives/too-little-traffic "reports gets at most 2160 requests in 6 h; 13 of them failing (6 × the budget of errors 0.1 %) would page, limit 100"
scenario "print" { "clerk -> reports: GET /reports/latest" }
scenario "idle" { opt "sometimes" { "clerk -> reports: GET /reports/latest" } }
workload "day" { scenario = "print", rate = "3/min" }
workload "night" { scenario = "idle", rate = "3/min" }
