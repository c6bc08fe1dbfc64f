-- Just what it can do; for each client; a target that protects itself; facts that are missing.
context "shop"
service "orders" {
  context = "shop", scaling = { min = 2, max = 4 },
  performance = { workers = 8, latency_p50 = "20ms" },
  slos = { slo "throughput" { target = "500/s", window = "1h" } },
}
service "guarded" {
  context = "shop", scaling = { min = 1 }, performance = { workers = 8, latency_p50 = "100ms" },
}
service "one" { context = "shop", performance = { workers = 8, latency_p50 = "20ms" } }
service "two" { context = "shop", scaling = { min = 2 }, performance = { latency_p50 = "20ms" } }
service "three" { context = "shop", scaling = { min = 2 }, performance = { workers = 8, latency_p99 = "20ms" } }
gateway "edge" {
  authentication = { type = "jwt" },
  rate_limiting = { rate = "100000/s" },
  routes = {
    route "/orders" { service = "orders", rate_limiting = { rate = "1600/s" } },
    route "/each" { service = "orders", rate_limiting = { rate = "5000/s", per = "client" } },
    route "/guarded" { service = "guarded", rate_limiting = { rate = "500/s" } },
    route "/one" { service = "one", rate_limiting = { rate = "9999/s" } },
    route "/two" { service = "two", rate_limiting = { rate = "9999/s" } },
    route "/three" { service = "three" },
  },
}
gateway "sum" {
  authentication = { type = "jwt" },
  rate_limiting = { rate = "1600/s" },
  routes = { route "/orders" { service = "orders" }, route "/more" { service = "orders" } },
}
rate_limit { service = "guarded", rate = "80/s" }
rate_limit { service = "orders", rate = "5000/s", per = "ip" }
