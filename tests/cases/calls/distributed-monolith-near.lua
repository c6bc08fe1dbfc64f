-- Three of five are exactly the limit.
context "shop"
service "web" { context = "shop", release_group = "web", dependencies = { sync "orders", sync "catalog" { optional = true } } }
service "orders" { context = "shop", release_group = "weekly", dependencies = { sync "payments" } }
service "catalog" { context = "shop", release_group = "web" }
service "payments" { context = "shop", release_group = "weekly" }
service "mail" { context = "shop", release_group = "weekly" }
