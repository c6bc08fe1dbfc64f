-- "Common Faults": each row of the table, and the two failure modes of "Fault Injection", as an experiment.

context "order-management"
service "orders" {
  context = "order-management",
  endpoints = { GET "/orders" },
  datastores = { datastore "orders-db" { technology = "postgresql" } },
  slos = { slo "availability" { target = "99.9%", window = "30d" } },
}

experiment "Pod Kill: delete pods" {
  target = "orders", fault = pod_kill { count = 1 }, duration = "5m",
  steady_state = { "availability" }, abort_when = { error_rate = "5%" },
}
experiment "Network Delay: add latency" {
  target = "orders", fault = network_delay { delay = "100ms", jitter = "20ms" }, duration = "5m",
  steady_state = { "availability" }, abort_when = { error_rate = "5%" },
}
experiment "CPU Stress: consume CPU" {
  target = "orders", fault = cpu_stress { workers = 2, load = "80%" }, duration = "5m",
  steady_state = { "availability" }, abort_when = { error_rate = "5%" },
}
experiment "Memory Stress: consume memory" {
  target = "orders", fault = memory_stress { workers = 1, size = "512MiB" }, duration = "5m",
  steady_state = { "availability" }, abort_when = { error_rate = "5%" },
}
experiment "DNS Error: fail DNS" {
  target = "orders", fault = dns_error { pattern = "orders-db.*" }, duration = "5m",
  steady_state = { "availability" }, abort_when = { error_rate = "5%" },
}
experiment "AWS Failure: simulate AWS issues" {
  target = "orders-db", fault = aws_failure { api = "ec2-stop", region = "eu-central-1" }, duration = "5m",
  steady_state = { "orders/availability" }, abort_when = { error_rate = "5%" },
}

experiment "packets are lost" {
  target = "orders", fault = network_loss { loss = "10%" }, duration = "5m",
  steady_state = { "availability" }, abort_when = { error_rate = "5%" },
}
experiment "requests are answered with an error" {
  target = "orders", fault = abort { status = 503, percentage = "50%" }, duration = "5m",
  steady_state = { "availability" }, abort_when = { error_rate = "5%" },
}
