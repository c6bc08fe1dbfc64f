config { rules = { ["contexts/too-large"] = { limit = 2 } } }
context "ordering" -- expect: contexts/too-large "limit 2"
context "inventory" { parent = "ordering" }
for i = 1, 3 do
  service("orders-" .. i) { context = "ordering" }
end
for i = 1, 2 do
  service("stock-" .. i) { context = "inventory" }
end
