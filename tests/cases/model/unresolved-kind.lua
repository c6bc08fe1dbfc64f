-- A name of another kind: what is meant by calling what cannot be called, else what has to stand there.
-- select: model/unresolved
-- help: model/unresolved 'kafka' is declared, but it is a broker: drop the call: what goes through it stands in publishes and consumes
-- help: model/unresolved 'ledger' is declared, but it is a datastore: drop the call, and add it to uses of the service
-- help: model/unresolved 'orders' is declared, but it is a service: name a team here, or drop it
-- help: model/unresolved declare it: service "rates" { context = "shop", endpoints = { GET "/rates" }, description = "what it is for" }
-- help: model/unresolved declare it: service "quotes" { context = "shop", endpoints = { rpc "quotes" }, description = "what it is for" }
context "shop" {}
broker "kafka" {}
datastore "ledger" {}
service "orders" {
  context = "shop",
  owner = "orders", -- expect: model/unresolved
  endpoints = { GET "/orders" },
  dependencies = {
    sync "kafka", -- expect: model/unresolved
    sync "ledger", -- expect: model/unresolved
    sync "rates", -- expect: model/unresolved
    sync "quotes" { protocol = "grpc" }, -- expect: model/unresolved
  },
}
