-- Suppressions that are not on record, past their date, or of no use.
-- args: --today 2026-01-01
context "c" {}
service "a" { context = "c" }
service "b" { context = "c", dependencies = { sync "a" {} } }
service "d" { context = "c", description = "D" } -- expect: model/undocumented:1 "d has no owner", model/orphan:1 "nothing calls d"
allow { rule = "model/undocumented", on = "a" } -- expect: model/allow-without-reason:1 "no reason"
allow { rule = "model/undocumented", on = "b", reason = "  " } -- expect: model/allow-without-reason:1
allow { rule = "model/undocumented", on = "d", reason = "a sketch", expires = "2025-12-31" } -- expect: model/allow-expired:79 "expired on 2025-12-31; today is 2026-01-01"
allow { rule = "model/undocumented", on = "e", reason = "a sketch" } -- expect: model/allow-unused:16 "no finding of model/undocumented on e"
allow { rule = "contexts/cycle", reason = "a sketch" } -- expect: model/allow-unused:16 "contexts/cycle"
allow { rule = "contexts/cyle", reason = "a sketch" } -- expect: model/allow-unused:16 "contexts/cyle"
allow { rule = "model/allow-unused", reason = "nobody suppresses that" } -- expect: model/allow-unused:16
