-- What to paste for a name that nothing declares: whole, with what the model says of it already.
-- args: --rule model/undocumented=off --rule model/orphan=off
-- help: model/unresolved declare it: service "stock" { context = "sales", endpoints = { POST "/", GET "/items/{id}" }, description = "what it is for" }, or external "stock" {} if it is not yours
-- help: model/unresolved declare it: team "checkout" {}
-- help: model/unresolved add event "order.shipped" {} to the publishes of the service it comes from
-- help: model/unresolved declare it: datastore "ledger" { owner = "orders" }
-- help: model/unresolved declare it: topic "dead" {} and consumer_group "dead.on-call" { topics = { "dead" } }
-- help: model/unresolved or actor "customer" {} if it is a person
-- help: model/unresolved declare it: slo "latency_p99" { target = "200ms", window = "30d" } in the slos of orders
-- help: model/unresolved declare it: service "rates" { context = "sales", endpoints = { rpc "Rates/Get", query "rates" }, description = "what it is for" }
-- help: model/unresolved write its name
context "sales" {}
service "orders" {
  context = "sales",
  owner = "checkout", -- expect: model/unresolved
  dependencies = {
    sync "stock" { endpoints = { "POST /", "/items/*" }, timeout = "1s" }, -- expect: model/unresolved "there is no service, external or gateway 'stock', so nothing behind it is checked"
    sync "rates" { endpoints = { "Rates/Get", "query rates" }, timeout = "1s" }, -- expect: model/unresolved
  },
  consumes = { "order.shipped" }, -- expect: model/unresolved
  uses = { "ledger", "l e" }, -- expect: model/unresolved, model/unresolved
  deployment = canary { analysis = { "latency_p99" } }, -- expect: model/unresolved
}
topic "plain" { dead_letter = "dead" } -- expect: model/unresolved
scenario "buy" { "customer -> orders: buy" } -- expect: model/unresolved
