context "ordering"
context "returns" -- expect: contexts/empty "no service belongs to 'returns'"
context "sales"
context "pricing" { parent = "sales" }
context "support" -- expect: contexts/empty
context "chat" { parent = "support" } -- expect: contexts/empty
service "orders" { context = "ordering" }
service "prices" { context = "pricing" }
