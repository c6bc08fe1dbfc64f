-- A part made first and placed later, by a function or twice, belongs to somebody.
-- args: --rule model/undocumented=off
local rollout = canary { initial = "5%", pause = "10m" }
local function guarded(target) return sync(target) { timeout = "200ms" } end
context "ordering" {}
service "a" { context = "ordering", deployment = rollout, dependencies = { guarded "b" } }
service "b" { context = "ordering", deployment = rollout, dependencies = { guarded "a" } }
