-- The model's own settings hold.
-- exit: 1
-- select: model/*
context "c" {}
service "a" { context = "c", dependencies = { sync "b" {} } } -- expect: model/undocumented:1
service "b" { context = "c" } -- expect: model/undocumented:1
service "d" { context = "c" } -- expect: model/undocumented:1
config { fail_on = "warning", rules = { ["model/undocumented"] = { severity = "warning" }, ["model/orphan"] = { severity = "off" } } }
