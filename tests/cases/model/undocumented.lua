-- select: model/undocumented
team "t" {}
context "c" {}
context "owned" { owner = "t" }
service "a" { context = "c" } -- expect: model/undocumented:1 "a has no owner and no description"
service "b" { context = "c", description = "B" } -- expect: model/undocumented:1 "b has no owner"
service "d" { context = "owned" } -- expect: model/undocumented:1 "d has no description"
