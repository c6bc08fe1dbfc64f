-- Covered: in its direction, by a symmetric one, and by one of the contexts around the two.
context "sales"
context "ordering" { parent = "sales" }
context "pricing" { parent = "sales" }
context "logistics"
context "inventory" { parent = "logistics" }
context "payment"
context "fraud"

relationship { upstream = "logistics", downstream = "sales" }
relationship { upstream = "payment", downstream = "ordering" }
relationship { between = { "payment", "fraud" }, pattern = "partnership" }
relationship { upstream = "pricing", downstream = "ordering" }

service "stock" { context = "inventory" }
service "trucks" { context = "logistics" }
service "prices" { context = "pricing", dependencies = { sync "catalog" } }
service "catalog" { context = "sales", dependencies = { sync "prices" } }
service "risk" { context = "fraud" }
service "payments" { context = "payment", dependencies = { sync "risk" } }
service "orders" {
  context = "ordering",
  dependencies = { sync "stock", sync "trucks", sync "payments", sync "prices" },
}
