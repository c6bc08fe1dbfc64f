-- 14.4 × 0.1 % of 180 requests in an hour.
context "office"
actor "clerk"
service "reports" {
  context = "office",
  slos = {
    slo "availability" { target = "99.9%", window = "30d" }, -- expect: objectives/too-little-traffic:35 "reports gets at most 180 requests in 1 h; 2.6 of them failing (14.4 × the budget of availability 99.9 %) would page, limit 10"
    slo "error_rate"   { target = "5%", window = "7d" },
  },
}
-- Enough: 14.4 × 1 % of 180.
service "letters" { context = "office", slos = { slo "availability" { target = "99%", window = "30d" } } }
-- An alert over one hour is none for an objective over one hour.
service "stamps" { context = "office", slos = { slo "availability" { target = "99.9%", window = "1h" } } }
-- Nobody knows how often; the loop may go round for ever.
service "paper" { context = "office", slos = { slo "availability" { target = "99.99%", window = "30d" } } }
service "ink" { context = "office", slos = { slo "availability" { target = "99.99%", window = "30d" } } }
scenario "print" {
  "clerk -> reports: GET /reports/latest", "clerk -> letters: POST /letters", "clerk -> stamps: POST /stamps",
  loop "each page" { "clerk -> ink: GET /ink" },
}
workload "day" { scenario = "print", rate = "3/min" }
