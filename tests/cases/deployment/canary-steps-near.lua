-- One step is enough, and what is not said has a default somewhere.
context "sales"
service "a" { context = "sales", deployment = canary { steps = { "1%", "2%", "100%" }, pause = "1ms" } }
service "b" { context = "sales", deployment = canary { steps = { "10%" } } }
service "c" { context = "sales", deployment = canary { initial = "10%", increment = "0%", max = "10%", pause = "1h" } }
service "d" { context = "sales", deployment = canary { initial = "10%" } }
service "e" { context = "sales", deployment = canary {} }
service "f" { context = "sales", deployment = blue_green {} }
