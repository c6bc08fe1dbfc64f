-- exit: 3
-- select: model/*
-- args: --limit steps=100000
context "c" {}
while true do end -- expect: model/limit "steps"
