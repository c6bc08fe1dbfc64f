-- Nobody knows what "stok" is: that is model/unresolved, and no more.
-- select: health/*
context "shop"
service "orders" {
  context = "shop",
  health = { readiness "/ready" { depends_on = { "stok" } } },
}
