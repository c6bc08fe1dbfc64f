-- select: gateway/*
context "shop"
gateway "edge" { authentication = { type = "jwt" }, routes = { route "/a" { service = "nobody" }, route "/b" {} } }
