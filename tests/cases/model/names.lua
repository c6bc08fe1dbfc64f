-- Names: what has none, too much of one, or one that nobody can refer to.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {}
service { context = "c" } -- expect: model/bad-value:1 "service needs a name"
service "" { context = "c" } -- expect: model/bad-value:1 "service '' has an empty name"
service "order service" { context = "c" } -- expect: model/bad-value:1 "has a name that cannot be referred to"
service "-orders" { context = "c" } -- expect: model/bad-value:1 "cannot be referred to"
service(("x"):rep(129)) { context = "c" } -- expect: model/bad-value:1 "at most 128"
service "nul\0" { context = "c" } -- expect: model/bad-value:1 "NUL byte"
relationship "x" { between = { "c", "c" } } -- expect: model/bad-value:1 "takes no name"
scenario "two\nlines" {} -- expect: model/bad-value:1 "more than one line"
scenario "" {} -- expect: model/bad-value:1 "has an empty name"
service "a" {
  context = "c",
  dependencies = {
    sync "a" {},
    sync {}, -- expect: model/bad-value "sync needs a name"
  },
  endpoints = { GET {} }, -- expect: model/bad-value:17 "GET needs a name"
}
service "b" "c" -- expect: model/bad-value:1 "takes a table of fields behind its name", model/missing-field:1 "no 'context'"
