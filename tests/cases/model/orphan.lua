-- select: model/orphan
-- A service without any connection.
context "c" {}
service "a" { context = "c", dependencies = { sync "b" {} } }
service "b" { context = "c" }
service "lost" { context = "c", endpoints = { GET "/" {} } } -- expect: model/orphan:1 "nothing calls lost"
service "stored" { context = "c", datastores = { datastore "db" {} } } -- expect: model/orphan:1 "nothing calls stored"
