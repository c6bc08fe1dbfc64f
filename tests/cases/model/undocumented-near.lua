-- select: model/undocumented
-- The context's owner counts, and so do responsibilities.
team "t" {}
context "c" { owner = "t" }
service "a" { context = "c", description = "A" }
service "b" { context = "c", responsibilities = { "bills" } }
service "d" { context = "c", owner = "t", capabilities = { "ships" } }
