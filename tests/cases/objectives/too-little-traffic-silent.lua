-- A workload without a rate may bring any number.
context "office"
actor "clerk"
service "reports" { context = "office", slos = { slo "availability" { target = "99.99%", window = "30d" } } }
scenario "print" { "clerk -> reports: GET /reports/latest" }
workload "day" { scenario = "print", rate = "3/min" }
workload "spare" { scenario = "print" }
