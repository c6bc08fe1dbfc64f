context "ordering"
context "inventory"
context "payment"
context "fraud"
relationship { upstream = "inventory", downstream = "ordering" }
relationship { upstream = "payment", downstream = "ordering" } -- expect: contexts/unused-relationship "'ordering' is declared downstream of 'payment'"
relationship { between = { "payment", "fraud" }, pattern = "partnership" } -- expect: contexts/unused-relationship "neither calls the other"

service "stock" { context = "inventory" }
service "payments" { context = "payment" }
service "risk" { context = "fraud" }
service "orders" { context = "ordering", dependencies = { sync "stock" } }
