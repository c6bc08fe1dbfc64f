-- Once for each pair; optional calls, calls with a fallback and equals are fine, and who says nothing is left alone.
context "shop"
service "checkout" { context = "shop", criticality = "critical", dependencies = {
  sync "vouchers", -- expect: calls/criticality-inversion "checkout is critical and fails with vouchers, which is only low"
  sync "vouchers" { endpoint = "DELETE /vouchers/{id}" },
  sync "stock",    -- expect: calls/criticality-inversion "checkout is critical and fails with stock, which is only high"
  sync "hints" { optional = true },
  sync "scores" { fallback = "a fixed score" },
  sync "payments",
  sync "unsaid",
} }
service "vouchers" { context = "shop", criticality = "low" }
service "stock" { context = "shop", criticality = "high" }
service "hints" { context = "shop", criticality = "low" }
service "scores" { context = "shop", criticality = "low" }
service "payments" { context = "shop", criticality = "critical" }
service "unsaid" { context = "shop", dependencies = { sync "vouchers" } }
for i = 1, 4 do service("other-" .. i) { context = "shop", criticality = "low" } end
