-- exit: 3
-- select: model/*
context "c" {
  subdomain = "core"
  owner = "t", -- expect: model/syntax "'}' expected"
}
