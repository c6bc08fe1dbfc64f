-- Days are written YYYY-MM-DD.
-- args: --today 2026-01-01 --rule model/undocumented=off --rule model/orphan=off
context "c" {}
service "a" {
  context = "c",
  endpoints = {
    GET "/v1" { deprecated = true, sunset = "2026-12-31" },
    GET "/v2" { deprecated = true, sunset = "soon" }, -- expect: model/bad-value:45 "'sunset' is no date"
    GET "/v3" { deprecated = true, sunset = "31.12.2026" }, -- expect: model/bad-value:45 "is no date"
    GET "/v4" { deprecated = true, sunset = "2026-13-01" }, -- expect: model/bad-value:45 "is no date"
    GET "/v5" { deprecated = true, sunset = 2026 }, -- expect: model/bad-value:45 "is no date"
    GET "/v6" { deprecated = true, sunset = "2026-1-1" }, -- expect: model/bad-value:45 "is no date"
    GET "/v7" { deprecated = true, sunset = "2026-01-01T00:00" }, -- expect: model/bad-value:45 "is no date"
  },
}
allow { rule = "contexts/*", reason = "a sketch", expires = "yesterday" } -- expect: model/bad-value:61 "'expires' is no date", model/allow-unused:16
