-- Hard callers, one after another; those with a fallback are out of reach. Shares of requests and of pods.
-- select: experiments/blast-radius
context "shop"
external "bank"
datastore "orders-db" { owner = "orders" }
service "web" { context = "shop", dependencies = { sync "orders" } }
service "app" { context = "shop", dependencies = { sync "orders" { fallback = "what it was" } } }
service "orders" { context = "shop", dependencies = { sync "payments", sync "hints" { optional = true } } }
service "payments" { context = "shop", scaling = { min = 3 }, dependencies = { sync "bank" } }
service "hints" { context = "shop", scaling = { min = 1 } }

local function try(name, target, fault, radius)
  experiment(name) {
    target = target, fault = fault, duration = "5m",
    blast_radius = radius, -- expect: experiments/blast-radius "the fault of 'payments fail' can reach 3 services, not 2: payments, orders and web", experiments/blast-radius "can reach 3 services, not 2: payments, orders and web", experiments/blast-radius "can reach 2 services, not 1: orders and web", experiments/blast-radius "can reach 3 services", experiments/blast-radius "can reach 3 services, not 1"
  }
end

try("payments fail", "payments", abort { status = 503, percentage = "50%" }, { max_services = 2, percentage = "50%" })
try("the bank is away", "bank", abort { status = 503 }, { max_services = 2 })
try("the store is away", "orders-db", network_loss { loss = "100%" }, { max_services = 1 })
try("the bank is slow", "payments", network_delay { delay = "1s", on = "bank" }, { max_services = 1 })
try("hints are slow", "orders", network_delay { delay = "1s", on = "hints" }, { max_services = 1 })
try("hints fail", "hints", abort { status = 503, percentage = "80%" }, { max_services = 1, percentage = "50%" }) -- expect: experiments/blast-radius "hits 80 % of the requests, its blast radius is 50 %"
try("one of three", "payments", pod_kill { count = 1 }, { max_services = 1, percentage = "33%" }) -- expect: experiments/blast-radius "hits 33.4 % of the pods (1 of 3), its blast radius is 33 %"
try("all three", "payments", pod_kill { count = 3 }, { max_services = 1, percentage = "100%" })
