-- Every kind of reference that nothing declares, each at the very name.
-- args: --rule model/undocumented=off --rule model/orphan=off
architecture "Shop" { owner = "platfrom" } -- expect: model/unresolved:31 "no team 'platfrom'"
team "platform" {}
context "ordering" { owner = "platform", parent = "sales" } -- expect: model/unresolved:51 "no context 'sales'"
relationship { upstream = "ordering", downstream = "biling" } -- expect: model/unresolved:52 "no context 'biling'"
relationship {
  between = { "ordering", "biling" }, -- expect: model/unresolved:27 "no context 'biling'"
}
service "orders" {
  context = "order", -- expect: model/unresolved:13 "no context 'order'"
  owner = "checkout", -- expect: model/unresolved:11 "no team 'checkout'"
  dependencies = {
    sync "payment" {}, -- expect: model/unresolved:5 "no service, external or gateway 'payment'"
    async "mailer" { through = "mails", event = "mail.sent" }, -- expect: model/unresolved:5 "'mailer'", model/unresolved:32 "no topic 'mails'", model/unresolved:49 "no event 'mail.sent'"
  },
  publishes = { "order.created", "order.paid" }, -- expect: model/unresolved:34 "no event 'order.paid'"
  consumes = { on "payment.failed" {}, "order.shipped" }, -- expect: model/unresolved:16 "payment.failed", model/unresolved:40 "order.shipped"
  datastores = { "orders-db" }, -- expect: model/unresolved:18 "no datastore 'orders-db'"
  uses = { "billing-db" }, -- expect: model/unresolved:12 "no datastore 'billing-db'"
  deployment = canary { analysis = { "latency_p99" } }, -- expect: model/unresolved:38 "no slo 'latency_p99'"
}
event "order.created" { topic = "orders" } -- expect: model/unresolved:33 "no topic 'orders'"
topic "payments" { broker = "kafka", dead_letter = "payments-dead" } -- expect: model/unresolved:29 "no broker 'kafka'", model/unresolved:52 "payments-dead"
consumer_group "g" { service = "order", topics = { "payments", "refunds" } } -- expect: model/unresolved:32 "no service 'order'", model/unresolved:64 "no topic 'refunds'"
gateway "api" {
  routes = {
    route "/orders" { service = "order" }, -- expect: model/unresolved:33 "'order'"
    route "/pay" { split = { to "orders" { weight = 90 }, to "orders-v2" { weight = 10 } } }, -- expect: model/unresolved:59 "'orders-v2'"
  },
}
saga "checkout" {
  orchestrator = "conductor", -- expect: model/unresolved:18 "no service 'conductor'"
  steps = { step "pay" { service = "payments" } }, -- expect: model/unresolved:36 "no service or external 'payments'"
}
scenario "buy" {
  "customer -> orders: POST /orders", -- expect: model/unresolved:3 "'customer'"
}
workload "peak" { scenario = "sell" } -- expect: model/unresolved:30 "no scenario 'sell'"
experiment "kill" {
  target = "payment", -- expect: model/unresolved:12 "'payment'"
  fault = pod_kill {}, duration = "5m",
  steady_state = { "availability" }, -- expect: model/unresolved:20 "no slo 'availability'"
  workload = "peek", -- expect: model/unresolved:14 "no workload 'peek'"
}
view "one" { around = "oders" } -- expect: model/unresolved:23 "'oders'"
circuit_breaker { service = "payment" } -- expect: model/unresolved:29 "'payment'"
