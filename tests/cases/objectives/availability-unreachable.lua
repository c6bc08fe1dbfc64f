-- Own availability, services, an external and a gateway that a service realises: each once, worst related first.
context "sales"
external "bank" { slos = { slo "availability" { target = "99.8%", window = "30d" } } }
gateway "edge" { service = "stock", routes = { route "/stock" { service = "stock" } } }
service "stock" { context = "sales", slos = { slo "availability" { target = "99.9%", window = "30d" } } }
service "orders" {
  context = "sales", performance = { availability = "99.95%" },
  dependencies = { sync "bank", sync "stock" { endpoint = "GET /a" }, sync "stock" { endpoint = "GET /b" }, sync "edge" },
  slos = {
    slo "availability" {
      target = "99.9%", -- expect: objectives/availability-unreachable "A(orders) ≤ 0.9995 × 0.998 × 0.999 = 0.9965 < 0.999: 108 min short in 30 d; bank costs most (86 min)"
      window = "30d",
    },
  },
}
-- Its own word alone is enough.
service "mail" {
  context = "sales", performance = { availability = "99%" },
  slos = { slo "availability" { target = "99.5%", window = "1d" } }, -- expect: objectives/availability-unreachable:42 "A(mail) ≤ 0.99 < 0.995: 7.2 min short in 1 d; mail itself costs most (14 min)"
}
-- Of two objectives the strictest counts, on either side; declared outside of the service.
service "search" { context = "sales", dependencies = { sync "mail" } }
slo "availability_fast" { service = "search", target = "99.5%", window = "7d" }
slo "availability_slow" { service = "search", target = "99.6%", window = "7d" } -- expect: objectives/availability-unreachable "A(search) ≤ 0.995 < 0.996"
