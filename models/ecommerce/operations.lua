-- Operations: experiments that keep the promises honest, pictures worth having, what the project settles.

experiment "an order pod dies" {
  hypothesis = "Three other pods take over; customers notice nothing",
  target = "order-service", fault = pod_kill { count = 1 }, duration = "5m",
  workload = "black friday: buying",
  steady_state = { "order-service/availability", "order-service/latency_p99" },
  blast_radius = { max_services = 1, percentage = "25%" },
  abort_when = { error_rate = "2%", latency_p99 = "4s" },
  recovery = { within = "60s" },
}

experiment "the card processor is slow" {
  hypothesis = "Charges still end within their 500 ms: no payment is lost, no breaker opens",
  target = "payment-service",
  fault = network_delay { on = "card-processor", delay = "60ms", jitter = "20ms", percentage = "50%" },
  duration = "10m",
  workload = "black friday: buying",
  steady_state = { "payment-service/availability", "order-service/latency_p99" },
  blast_radius = { max_services = 2, percentage = "50%" },
  abort_when = { error_rate = "5%", latency_p99 = "3s" },
  recovery = { within = "90s" },
}

experiment "fraud scoring is away" {
  hypothesis = "Payments go by the fixed rules; no order is lost",
  target = "fraud-service", fault = abort { status = 503, percentage = "100%" }, duration = "10m",
  workload = "black friday: buying",
  steady_state = { "payment-service/availability", "payment-service/latency_p99" },
  blast_radius = { max_services = 1, percentage = "100%" },
  abort_when = { error_rate = "2%", breached = { "payment-service/latency_p99" } },
  recovery = { within = "30s" },
}

experiment "search runs hot" {
  hypothesis = "Some searches fall back to category pages; product pages stay as fast as ever",
  target = "search-service", fault = cpu_stress { workers = 2, load = "90%" }, duration = "10m",
  workload = "black friday: searching",
  steady_state = { "storefront-service/availability", "storefront-service/latency_p99" },
  blast_radius = { max_services = 1, percentage = "50%" },
  abort_when = { error_rate = "5%", latency_p99 = "1s" },
  recovery = { within = "2m" },
}

-- Of the same name as a built-in view, and so drawn in its place: a slide is wider than high.
view "contexts" { kind = "contexts", direction = "right" }

view "checkout" {
  title = "From the cart to the paid order",
  kind = "landscape", include = { "ordering", "payment", "inventory", "card-processor" },
}

view "what payment needs" {
  title = "Payment and its neighbours, two steps around",
  kind = "dependencies", around = "payment-service", depth = 2,
}

view "teams" {
  title = "Which team answers for what",
  kind = "dependencies", group_by = "owner",
}

-- A warning is as good as an error here, and a context stays small enough for one team to hold in its head.
config {
  fail_on = "warning",
  rules = { ["contexts/too-large"] = { limit = 5 } },
}
