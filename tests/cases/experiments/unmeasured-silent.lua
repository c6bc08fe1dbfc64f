-- The traffic of production may be meant where no workload is declared.
-- select: experiments/unmeasured
context "shop"
service "report" { context = "shop" }
experiment "nobody" { target = "report", fault = network_loss { loss = "5%" }, duration = "5m" }
