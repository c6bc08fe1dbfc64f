-- A diamond, a way back by an event, and one to a service that nobody declares.
-- select: calls/*
context "shop"
service "a" { context = "shop", dependencies = { sync "b" { optional = true }, sync "c" { optional = true } } }
service "b" { context = "shop", dependencies = { sync "d" { optional = true } } }
service "c" { context = "shop", dependencies = { sync "d" { optional = true }, sync "e" { optional = true } } }
service "d" { context = "shop", dependencies = { async "a" { event = "done" } } }
event "done"
