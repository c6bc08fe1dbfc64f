-- The platform starts instances as requests come.
architecture "functions" { pattern = "serverless" }
context "sales"
service "orders" { context = "sales", slos = { slo "availability" { target = "99.9%", window = "30d" } }, scaling = { min = 1 } }
