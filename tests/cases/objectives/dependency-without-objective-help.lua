-- The target that the dependencies need is worked out: with them the promise can be kept.
-- select: objectives/*
-- help: objectives/dependency-without-objective add slos = { slo "availability" { target = "99.95%", window = "30d" } } to each
-- help: objectives/dependency-without-objective add slos = { slo "latency_p99" { target = "300ms", window = "30d" } } to b
context "a" {}
service "b" { context = "a" }
service "c" { context = "a" }
service "d" { context = "a", dependencies = { sync "b", sync "c" }, slos = { slo "availability" { target = "99.9%", window = "30d" } } } -- expect: objectives/dependency-without-objective
service "e" { context = "a", dependencies = { sync "b" }, slos = { slo "latency_p99" { target = "300ms", window = "30d" } } } -- expect: objectives/dependency-without-objective
