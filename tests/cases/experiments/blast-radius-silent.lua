-- Pods nobody counted, hosts nobody maps to services, a broker, a share that the fault does not give, and
-- experiments without a radius.
-- select: experiments/blast-radius
context "shop"
broker "kafka"
service "web" { context = "shop", dependencies = { sync "orders" } }
service "orders" { context = "shop", dependencies = { sync "kafka-proxy" } }
service "kafka-proxy" { context = "shop" }
local function try(name, target, fault, radius)
  experiment(name) { target = target, fault = fault, duration = "5m", blast_radius = radius }
end
try("pods", "orders", pod_kill { count = 2 }, { max_services = 1, percentage = "10%" })
try("hosts", "orders", dns_error { pattern = "mail.example" }, { max_services = 1 })
try("broker", "kafka", network_loss { loss = "50%" }, { max_services = 0 })
try("share", "web", abort { status = 503 }, { max_services = 1, percentage = "10%" })
try("no radius", "kafka-proxy", abort { status = 503, percentage = "100%" })
try("enough", "kafka-proxy", abort { status = 503, percentage = "100%" }, { max_services = 3, percentage = "100%" })
