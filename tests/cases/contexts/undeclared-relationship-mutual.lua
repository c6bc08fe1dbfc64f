-- Neither direction is declared: both findings offer the same partnership, for two relationships would be a circle.
-- select: contexts/*
-- help: contexts/undeclared-relationship declare it, as both depend on each other: relationship { between = { "ordering", "inventory" }, pattern = "partnership" }; or remove the dependency
context "ordering"
context "inventory"
service "orders" { context = "ordering", dependencies = {
  sync "stock", -- expect: contexts/undeclared-relationship "'ordering' depends on 'inventory'"
} }
service "stock" { context = "inventory", dependencies = {
  sync "orders", -- expect: contexts/undeclared-relationship "'inventory' depends on 'ordering'"
} }
