-- The old one stops first; or the store takes many; or another service is the one that writes.
context "sales"
service "stops" { context = "sales", datastores = { datastore "a" { single_writer = true } }, deployment = recreate {} }
service "rolls" { context = "sales", datastores = { datastore "b" { single_writer = true } }, deployment = rolling { max_surge = 0 } }
service "rolls-too" { context = "sales", datastores = { datastore "c" { single_writer = true } }, deployment = rolling { max_surge = "0%" } }
service "many" { context = "sales", datastores = { datastore "d" { single_writer = false } }, deployment = blue_green {} }
service "reads" { context = "sales", uses = { "a" }, deployment = blue_green {} }
service "unsaid" { context = "sales", datastores = { datastore "e" { single_writer = true } } }
service "plain" { context = "sales", datastores = { datastore "f" }, deployment = canary {} }
datastore "g" { single_writer = true }
service "one" { context = "sales", uses = { "g" }, deployment = blue_green {} }
service "two" { context = "sales", uses = { "g" }, deployment = blue_green {} }
