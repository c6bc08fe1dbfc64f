-- Four of six hang on `web`; the other figure is what is released together.
context "shop"
service "web" { context = "shop", dependencies = { sync "orders", sync "catalog" } } -- expect: calls/distributed-monolith "web and what it cannot do without are 4 of 6 services (66.7 %, limit 60 %): orders, catalog and payments"
service "orders" { context = "shop", dependencies = { sync "payments" } }
service "catalog" { context = "shop", release_group = "weekly" } -- expect: calls/distributed-monolith "release group 'weekly' ties together 4 of 6 services (66.7 %, limit 60 %): catalog, payments, mail and search"
service "payments" { context = "shop", release_group = "weekly" }
service "mail" { context = "shop", release_group = "weekly" }
service "search" { context = "shop", release_group = "weekly" }
