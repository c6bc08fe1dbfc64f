-- Its own workload counts, where it names one; else any.
-- select: experiments/unmeasured
context "shop"
actor "customer"
datastore "orders-db" { owner = "orders" }
service "orders" { context = "shop", dependencies = { sync "payments", sync "hints" } }
service "payments" { context = "shop", dependencies = { sync "ledger" }, publishes = { event "payment.settled" } }
service "ledger" { context = "shop" }
service "hints" { context = "shop" }
service "mail" { context = "shop", consumes = { "payment.settled" } }
service "search" { context = "shop" }
service "report" { context = "shop" }
scenario "buy" { "customer -> orders: POST /orders", "orders -> payments: charge" }
scenario "look" { "customer -> search: GET /results" }
workload "buying" { scenario = "buy", rate = "2/s" }
workload "looking" { scenario = "look", rate = "20/s" }

local function try(name, target, under)
  experiment(name) { target = target, workload = under, fault = network_loss { loss = "5%" }, duration = "5m" }
end
try("drawn", "payments", "buying")
try("behind what is drawn", "ledger", "buying")
try("by an event", "mail", "buying")
try("a store on the way", "orders-db", "buying")
try("any workload", "search")
experiment "the wrong one" {
  target = "orders", fault = network_loss { loss = "5%" }, duration = "5m",
  workload = "looking", -- expect: experiments/unmeasured "the workload of 'the wrong one' never comes by orders, where the fault is"
}
experiment "not drawn" {
  target = "hints", fault = network_loss { loss = "5%" }, duration = "5m",
  workload = "buying", -- expect: experiments/unmeasured "the workload of 'not drawn' never comes by hints"
}
experiment "nobody" {
  target = "report", -- expect: experiments/unmeasured "no workload comes by report, where 'nobody' puts a fault"
  fault = network_loss { loss = "5%" }, duration = "5m",
}
