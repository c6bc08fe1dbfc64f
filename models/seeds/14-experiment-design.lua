-- "Experiment Design": the six steps, and where each of them stands.

context "order-management"
actor "customer"

service "orders" {
  context = "order-management",
  endpoints = { GET "/orders" },
  scaling = { strategy = "horizontal", min = 4, max = 8 },
  -- 1. Define Steady State: normal operation metrics.
  slos = {
    slo "availability" { target = "99.9%", window = "30d" },
    slo "latency_p99"  { target = "200ms", window = "7d" },
  },
}

scenario "list orders" { "customer -> orders: GET /orders", "orders --> customer: 200 OK" }
workload "an ordinary hour" { scenario = "list orders", rate = "50/s", duration = "1h" }

experiment "a pod dies" {
  steady_state = { "availability", "latency_p99" },
  -- 2. Hypothesis: expected behaviour under fault.
  hypothesis = "Three other pods take over; customers notice nothing",
  -- 3. Introduce Fault: to one service and a quarter of its pods, the blast radius.
  target = "orders", fault = pod_kill { count = 1 }, duration = "5m",
  blast_radius = { max_services = 1, percentage = "25%" },
  -- 4. Measure: under this traffic.
  workload = "an ordinary hour",
  -- 5. Analyze: what contradicts the hypothesis ends the experiment.
  abort_when = { error_rate = "1%", breached = { "latency_p99" } },
  -- 6. Remediate: recovery testing. Well again within a minute, or there is something to mend.
  recovery = { within = "60s" },
}
