-- A key twice in one table, wherever it stands; Lua would keep the last and say nothing.
-- args: --rule model/undocumented=off --rule model/orphan=off
-- help: model/duplicate-field put what line 10 says into this one, or remove it there
context "a" {}
event "x" {}
event "y" {}
service "s" {
  context = "a",
  description = "publishes = twice",
  publishes = { "x" },
  ["publishes"] = { "y" }, -- expect: model/duplicate-field:5 "'publishes' is given twice in one table"
  health = { liveness "/up" { interval = "1s"; interval = "2s" } }, -- expect: model/duplicate-field:48 "'interval'"
}
local function named(name)
  local a, b = 1, 2
  return { name = name, kind = (function() local c, name = a, b; name = 3; return c + name end)(), nam = 1 }
end
local plain = { named("q"), x = 1, { x = 1 }, { x = 1 }, y = { x = 1 }, ["z"] = named == nil, --[[ x = 1 ]] }
plain.x = 2
