-- exit: 3
-- select: model/*
context "c" {}
local regions
for _, region in ipairs(regions.all) do -- expect: model/runtime "regions"
  service("catalog-" .. region) { context = "c" }
end
