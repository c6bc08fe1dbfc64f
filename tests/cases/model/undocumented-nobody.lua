-- Where the model has no team, one must be declared first.
-- select: model/undocumented
-- help: model/undocumented declare who answers for it, such as team "a" {}, and add owner = "a" to context 'a'
context "a" {}
service "x" { context = "a", description = "X" } -- expect: model/undocumented "x has no owner"
