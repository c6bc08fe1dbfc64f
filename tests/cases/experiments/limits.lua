-- Neither a measure nor a stop; an empty stop; and both.
context "shop"
service "orders" { context = "shop", slos = { slo "availability" { target = "99.9%", window = "30d" } } }
experiment "bare" { -- expect: experiments/no-steady-state "'bare' names no objective", experiments/no-abort "nothing stops 'bare' early: the fault stays for 5 min"
  target = "orders", fault = pod_kill { count = 1 }, duration = "5m",
}
experiment "empty stop" {
  target = "orders", fault = pod_kill { count = 1 }, duration = "5m",
  steady_state = { "orders/availability" },
  abort_when = {}, -- expect: experiments/no-abort
}
experiment "whole" {
  target = "orders", fault = pod_kill { count = 1 }, duration = "5m",
  steady_state = { "orders/availability" },
  abort_when = { breached = { "orders/availability" } },
}
