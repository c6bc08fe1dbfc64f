-- Decisions on record, in date (the day named is the last) and in use; globs and pairs count.
-- args: --today 2026-01-01
context "c" {}
service "a" { context = "c" }
service "b" { context = "c", dependencies = { sync "a" {} } }
service "d" { context = "c", description = "D", dependencies = { sync "gone" {} } }
allow { rule = "model/undocumented", on = "a", reason = "a sketch", expires = "2026-01-01" }
allow { rule = "*/undocumented", on = "b", reason = "a sketch", expires = "2999-12-31" }
allow { rule = "model/undoc*", on = "d", reason = "a sketch" }
allow { rule = "model/unresolved", on = "d -> gone", reason = "comes next month" }
