-- Everything that has to go is told: the calls, and the steps that show them.
-- select: calls/cycle
-- help: calls/cycle drop seats -> travel and seats -> travel2, and the 3 scenario steps that show them, which breaks all of them
context "a" {}
service "seats" { context = "a", dependencies = { sync "travel", sync "travel2" } } -- expect: calls/cycle
service "travel" { context = "a", dependencies = { sync "seats" } }
service "travel2" { context = "a", dependencies = { sync "seats" } }
scenario "one" { "seats -> travel: GET /a", "seats -> travel2: GET /b", loop "each" { "seats -> travel: GET /a" } }
