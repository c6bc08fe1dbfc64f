context "shop"
service "orders" {
  context = "shop", scaling = { min = 2, max = 4 },
  performance = { workers = 8, latency_p50 = "20ms" },
}
service "prices" {
  context = "shop", slos = { slo "throughput" { target = "500/s", window = "1h" } },
}
service "limited" {
  context = "shop", scaling = { min = 2 }, performance = { workers = 10, latency_p50 = "100ms" },
}
gateway "edge" {
  authentication = { type = "jwt" },
  rate_limiting = {
    rate = "2500/s", -- expect: gateway/rate-limit-over-capacity "'edge' lets 2500/s through, more than the 2100/s that what it routes to can serve"
  },
  routes = {
    route "/orders" { service = "orders" },
    route "/prices" { service = "prices" },
    route "/special" {
      service = "prices", rate_limiting = {
        rate = "600/s", -- expect: gateway/rate-limit-over-capacity "route '/special' lets 600/s through to prices, which has a promise of 500/s"
      },
    },
  },
}
rate_limit {
  service = "limited",
  rate = "201/s", -- expect: gateway/rate-limit-over-capacity "rate_limit lets 201/s through to limited, which has 10 workers × 2 replicas / 100 ms = 200/s"
}
