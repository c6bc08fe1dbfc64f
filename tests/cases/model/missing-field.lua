-- What a kind cannot do without.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "ordering" { links = { { title = "wiki" } } } -- expect: model/missing-field:32 "link has no 'url'"
service "orders" { -- expect: model/missing-field:1 "service 'orders' has no 'context'"
  slos = {
    slo "availability" {}, -- expect: model/missing-field:5 "slo 'availability' has no 'target'", model/missing-field:5 "has no 'window'"
    slo "latency_p99" { target = "200ms" }, -- expect: model/missing-field:5 "slo 'latency_p99' has no 'window'"
  },
}
service "bare" -- expect: model/missing-field:1 "service 'bare' has no 'context'"
experiment "e" {} -- expect: model/missing-field:1 "'target'", model/missing-field:1 "'fault'", model/missing-field:1 "'duration'"
relationship {} -- expect: model/missing-field:1 "relationship does not name its two contexts"
relationship { upstream = "ordering" } -- expect: model/missing-field:1 "does not name its two contexts"
relationship { between = { "ordering" } } -- expect: model/missing-field:1 "does not name its two contexts"
gateway "api" {
  routes = {
    route "/orders" {}, -- expect: model/missing-field:5 "route '/orders' leads nowhere"
  },
}
circuit_breaker { failure_threshold = 5 } -- expect: model/missing-field:1 "circuit_breaker has no 'service'"
allow { reason = "because" } -- expect: model/missing-field:1 "allow has no 'rule'"
