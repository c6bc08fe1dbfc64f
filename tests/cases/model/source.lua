-- exit: 3
-- select: model/*
context "café" {} -- expect: model/source "UTF-8"
