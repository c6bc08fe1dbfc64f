team "red"
team "blue"
context "ordering" { owner = "red" } -- expect: contexts/many-owners "2 teams own services of 'ordering': red and blue"
context "billing" { owner = "red" }
context "shipping"
context "claims" { parent = "billing" }
service "orders" { context = "ordering" }
service "quotes" { context = "ordering", owner = "blue" }
-- All of one team, although the context says another; owners not known; another context's services.
service "invoices" { context = "billing", owner = "blue" }
service "dunning" { context = "billing", owner = "blue" }
service "disputes" { context = "claims", owner = "red" }
service "parcels" { context = "shipping", owner = "red" }
service "labels" { context = "shipping" }
