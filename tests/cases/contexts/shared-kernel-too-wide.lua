-- Three contexts around one kernel; two teams; two kernels of one aggregate.
-- select: contexts/shared-kernel-too-wide
team "red"
team "blue"
context "ordering"
context "billing"
context "shipping"
context "catalog" { owner = "red" }
context "pricing"
context "fleet"
context "depots"
context "routes"
service "prices" { context = "pricing", owner = "blue" }
service "goods" { context = "catalog" }

relationship {
  between = { "ordering", "billing" },
  pattern = "shared-kernel", -- expect: contexts/shared-kernel-too-wide "3 contexts share one kernel: ordering, billing and shipping"
}
relationship { between = { "shipping", "ordering" }, pattern = "shared-kernel" }
relationship {
  between = { "catalog", "pricing" },
  pattern = "shared-kernel", -- expect: contexts/shared-kernel-too-wide "the kernel that catalog and pricing share belongs to 2 teams: red and blue"
}
relationship {
  between = { "fleet", "depots" },
  pattern = "shared-kernel", -- expect: contexts/shared-kernel-too-wide "fleet, depots and routes"
  exposes = { "Truck", "Driver" },
}
relationship { between = { "depots", "routes" }, pattern = "shared-kernel", exposes = { "Truck" } }
