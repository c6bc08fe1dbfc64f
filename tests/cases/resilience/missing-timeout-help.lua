-- Each callee gets a timeout of its own, and a policy reaches all of them.
-- select: resilience/missing-timeout
-- help: resilience/missing-timeout give the calls to catalogue and carts timeout = "500ms", or once for all callers: for _, name in ipairs { "catalogue", "carts" } do timeout { service = name, timeout = "500ms" } end; the call to orders timeout = "5s" (orders may take that long itself), or all calls to orders: timeout { service = "orders", timeout = "5s" }
context "a" {}
service "front-end" {
  context = "a",
  dependencies = { sync "catalogue" {}, sync "orders" {}, sync "carts" {} }, -- expect: resilience/missing-timeout "front-end calls catalogue, orders and carts without a timeout"
}
service "catalogue" { context = "a" }
service "carts" { context = "a" }
service "orders" { context = "a", dependencies = { sync "payment" { timeout = "5000ms" } } }
service "payment" { context = "a" }
