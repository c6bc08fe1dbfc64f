-- A bare name stands for the declaration with fields, before it and behind it; kinds do not share names;
-- objectives are named within their service.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "ordering"
context "ordering" { subdomain = "core" }
context "ordering"
team "ordering" {}
topic "ordering" {}
event "ordering" { topic = topic "ordering" }
service "a" { context = context "ordering", slos = { slo "availability" { target = "99%", window = "7d" } } }
service "b" { context = "ordering", slos = { slo "availability" { target = "99%", window = "7d" } } }
relationship { between = { "ordering", context "billing" }, pattern = "partnership" }
circuit_breaker { service = "a" }
circuit_breaker { service = "b" }
