-- A limit of the project's own.
config { rules = { ["calls/depth"] = { limit = 2 }, ["calls/distributed-monolith"] = { severity = "off" } } }
context "shop"
service "a" { context = "shop", dependencies = { sync "b" } } -- expect: calls/depth "3 hard calls one after another, limit 2: a -> b -> c -> d"
service "b" { context = "shop", dependencies = { sync "c" } }
service "c" { context = "shop", dependencies = { sync "d" } }
service "d" { context = "shop" }
