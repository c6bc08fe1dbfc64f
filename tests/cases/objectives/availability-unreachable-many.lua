-- More factors than a sentence holds, and no cure but to promise less than the service itself is.
context "sales"
local calls = {}
for i = 1, 8 do
  service("part-" .. i) { context = "sales", slos = { slo "availability" { target = (999 - i) / 1000, window = "30d" } } }
  calls[i] = sync("part-" .. i)
end
service "orders" {
  context = "sales", performance = { availability = "99.9%" }, dependencies = calls,
  slos = { slo "availability" { target = "99.99%", window = "30d" } }, -- expect: objectives/availability-unreachable "A(orders) ≤ 0.999 × 0.991 × 0.992 × 0.993 × 0.994 × 4 more = 0.956 < 0.9999"
}
