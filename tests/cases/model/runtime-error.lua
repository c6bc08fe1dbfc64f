-- exit: 3
-- select: model/*
context "c" {}
local function need(value) return value or error("no region given") end -- expect: model/runtime "no region given"
need(nil)
