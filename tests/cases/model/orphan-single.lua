-- select: model/orphan
-- A model of one service is left alone.
context "c" {}
service "only" { context = "c" }
