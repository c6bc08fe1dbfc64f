context "ordering" -- expect: contexts/too-large "'ordering' holds 16 services, limit 15"
context "inventory"
for i = 1, 16 do
  service("orders-" .. i) { context = "ordering" }
end
for i = 1, 15 do
  service("stock-" .. i) { context = "inventory" }
end
