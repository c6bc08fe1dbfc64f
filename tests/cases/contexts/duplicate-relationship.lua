-- select: contexts/duplicate-relationship
context "ordering"
context "inventory"
context "payment"
context "shipping"
relationship { upstream = "inventory", downstream = "ordering" }
relationship { upstream = "inventory", downstream = "ordering" } -- expect: contexts/duplicate-relationship "'inventory' and 'ordering' are related twice"
relationship { between = { "payment", "ordering" }, pattern = "partnership" }
relationship { upstream = "payment", downstream = "ordering", pattern = "conformist" } -- expect: contexts/duplicate-relationship "as partnership and as conformist"
relationship { between = { "ordering", "payment" }, pattern = "separate-ways" } -- expect: contexts/duplicate-relationship "as partnership and as separate-ways"
-- Each upstream of the other is no repetition.
relationship { upstream = "shipping", downstream = "ordering" }
relationship { upstream = "ordering", downstream = "shipping" }
