-- Nobody declares an endpoint: the model draws a coarser picture.
context "shop"
service "stock" { context = "shop" }
service "orders" { context = "shop", dependencies = { sync "stock" { endpoint = "POST /reservations" } } }
