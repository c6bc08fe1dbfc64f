-- As good as promised: 0.9995 × 0.999 is just enough, and what is not hard does not count.
context "sales"
service "stock" { context = "sales", slos = { slo "availability" { target = "99.9%", window = "30d" } } }
service "hints" { context = "sales", slos = { slo "availability" { target = "90%", window = "30d" } } }
service "orders" {
  context = "sales", performance = { availability = "99.95%" },
  dependencies = {
    sync "stock",
    sync "hints" { optional = true },
    sync "hints" { fallback = "no hints" },
    async "hints",
  },
  slos = { slo "availability" { target = 0.9985005, window = "30d" } },
}
-- On a cycle nobody's promise can be told from the others'.
service "a" { context = "sales", dependencies = { sync "b" }, slos = { slo "availability" { target = "99.9%", window = "30d" } } }
service "b" { context = "sales", dependencies = { sync "a" }, slos = { slo "availability" { target = "99%", window = "30d" } } }
