-- Only what is missing is asked for, and a team that is declared.
-- select: model/undocumented
-- help: model/undocumented add owner = "checkout" to it, or to context 'a' for all its services; add description = "one sentence on what it is for" here
-- help: model/undocumented add description = "one sentence on what it is for"
team "checkout" {}
context "a" {}
context "b" { owner = "checkout" }
service "x" { context = "a" } -- expect: model/undocumented "x has no owner and no description"
service "y" { context = "b" } -- expect: model/undocumented "y has no description"
