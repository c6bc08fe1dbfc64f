-- A circle of two, optional or not; a service of its own that only calls itself; a larger group whose
-- shortest circle is told.
context "shop"
service "orders" { context = "shop", dependencies = {
  sync "payments", -- expect: calls/cycle "orders and payments call each other in a circle: orders -> payments -> orders"
} }
service "payments" { context = "shop", dependencies = { sync "orders" { optional = true } } }

service "search" { context = "shop", dependencies = {
  sync "search" { optional = true }, -- expect: calls/cycle "search calls itself"
} }

service "a" { context = "shop", dependencies = { sync "b" { optional = true } } }
service "b" { context = "shop", dependencies = { sync "c" { optional = true } } }
service "c" { context = "shop", dependencies = {
  sync "d" { optional = true }, -- expect: calls/cycle "call each other in circles, the shortest: c -> d -> c"
} }
service "d" { context = "shop", dependencies = {
  sync "c" { optional = true },
  sync "a" { optional = true },
} }
