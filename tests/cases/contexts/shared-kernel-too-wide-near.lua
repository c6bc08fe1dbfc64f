-- One context in two kernels of different aggregates; two of one team; a team that is not known.
team "red"
team "blue"
context "ordering" { owner = "red" }
context "billing" { owner = "red" }
context "shipping"
relationship { between = { "ordering", "billing" }, pattern = "shared-kernel", exposes = { "Order" } }
relationship { between = { "ordering", "shipping" }, pattern = "shared-kernel", exposes = { "Address" } }
relationship { between = { "billing", "shipping" }, pattern = "partnership" }
