-- Everything that is required is there, under this name or that one; bare names are enough for the rest.
-- args: --rule model/undocumented=off --rule model/orphan=off
team "a" actor "b" external "c" context "d" context "e" broker "f" topic "g" event "h" datastore "i"
gateway "j" mesh "k" saga "l" scenario "m" view "n" workload "o" consumer_group "p" traffic "q"
service "orders" { domain = "d" }
slo "availability" { target = "99.9%", window_days = 30, service_name = "orders" }
relationship { upstream = "d", downstream = "e" }
relationship { between = { "e", "d" }, pattern = "partnership" }
experiment "x" { target = "orders", fault = "pod_kill", duration_seconds = 60 }
circuit_breaker { service_name = "orders" }
