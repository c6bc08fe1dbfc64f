-- select: contexts/undeclared-relationship
-- Two contexts inside one are two contexts; a relationship of the one around them is about others.
context "sales"
context "partners"
context "ordering" { parent = "sales" }
context "pricing" { parent = "sales" }
relationship { upstream = "sales", downstream = "partners" }

service "prices" { context = "pricing" }
service "orders" {
  context = "ordering",
  dependencies = { sync "prices" }, -- expect: contexts/undeclared-relationship "'ordering' depends on 'pricing'"
}
