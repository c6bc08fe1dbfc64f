-- In a circle each is as critical as all.
-- select: calls/criticality-inversion
context "shop"
service "a" { context = "shop", criticality = "high", dependencies = { sync "b" } }
service "b" { context = "shop", criticality = "low", dependencies = { sync "a" } }
