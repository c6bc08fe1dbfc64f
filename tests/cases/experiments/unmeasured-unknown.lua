-- A workload that does not say what it does may come by anything.
-- select: experiments/unmeasured
context "shop"
service "report" { context = "shop" }
workload "something" { rate = "2/s" }
experiment "own" { target = "report", workload = "something", fault = network_loss { loss = "5%" }, duration = "5m" }
experiment "any" { target = "report", fault = network_loss { loss = "5%" }, duration = "5m" }
