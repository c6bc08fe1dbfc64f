-- Variables, functions and fields of the model's own are no kinds.
-- args: --rule model/undocumented=off --rule model/orphan=off
local contxt = context
contxt "ordering" {}
local function named(name) return service(name) { context = "ordering" } end
named "a"
for _, name in ipairs { "b", "c" } do named(name) end
regions = { "eu", "us" }
for _, region in ipairs(regions) do named("catalog-" .. region) end
