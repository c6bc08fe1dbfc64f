-- The calls that break every chain over the limit, those too of which no finding tells, and only those.
-- select: calls/depth
-- help: calls/depth to c -> d: no chain of the model is longer than 4 then
context "s" {}
service "a" { context = "s", dependencies = { sync "b", sync "x" } } -- expect: calls/depth "6 hard calls"
service "b" { context = "s", dependencies = { sync "c" } }
service "x" { context = "s", dependencies = { sync "c" } }
service "c" { context = "s", dependencies = { sync "d" } }
service "d" { context = "s", dependencies = { sync "e" } }
service "e" { context = "s", dependencies = { sync "f" } }
service "f" { context = "s", dependencies = { sync "g" } }
service "g" { context = "s" }
