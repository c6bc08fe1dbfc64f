-- exit: 3
-- select: model/*
context "c" { description = "of " .. os.getenv("HOME") } -- expect: model/forbidden "os"
