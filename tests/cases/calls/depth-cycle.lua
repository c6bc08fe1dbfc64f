-- Calls inside a circle are not counted: what is beyond it still is.
-- select: calls/depth
context "shop"
service "a" { context = "shop", dependencies = { sync "b" } }
service "b" { context = "shop", dependencies = { sync "a", sync "c" } } -- expect: calls/depth "5 hard calls one after another, limit 4: b -> c -> d -> e -> f -> g"
service "c" { context = "shop", dependencies = { sync "d" } }
service "d" { context = "shop", dependencies = { sync "e" } }
service "e" { context = "shop", dependencies = { sync "f" } }
service "f" { context = "shop", dependencies = { sync "g" } }
service "g" { context = "shop" }
