context "shop"
external "bank"
external "carrier"
event "stock.wanted" { topic = "commands" }
topic "commands"
consumer_group "pickers" { service = "picking", topics = { "commands" } }

service "called" { context = "shop", dependencies = { sync "bank" } }
service "sent" { context = "shop" }
service "routed" { context = "shop" }
service "listening" { context = "shop", consumes = { on "stock.wanted" } }
service "picking" { context = "shop" }
service "fetching" { context = "shop", dependencies = { sync "orders" } }
service "forgotten" { context = "shop" }
gateway "inner" { routes = { route "/" { service = "routed" } } }
service "orders" {
  context = "shop",
  dependencies = { sync "called", async "sent", sync "inner" },
  publishes = { "stock.wanted" },
}

saga "order" {
  orchestrator = "orders",
  step "0" { service = "orders", compensation = "undo" },
  step "1" { service = "called", compensation = "undo" },
  step "2" { service = "sent", compensation = "undo" },
  step "3" { service = "routed", compensation = "undo" },
  step "4" { service = "listening", compensation = "undo" },
  step "5" { service = "picking", compensation = "undo" },
  step "6" { service = "fetching", compensation = "undo" },
  step "7" { service = "bank", compensation = "undo" },
  step "8" {
    service = "carrier", -- expect: sagas/unreachable-participant:15 "'8' of 'order' is done by carrier, which its orchestrator orders neither calls nor sends anything"
    compensation = "undo",
  },
  step "9" { service = "forgotten", compensation = "undo" }, -- expect: sagas/unreachable-participant
  step "10" { service = "forgotten" },
}

-- An orchestrator whose commands are not drawn, one that only tells what happened, and none.
service "drawn-alone" { context = "shop" }
service "teller" { context = "shop", publishes = { "story.told" } }
event "story.told" { public = true }
saga "not-drawn" {
  orchestrator = "drawn-alone",
  step "1" { service = "called", compensation = "undo" },
  step "2" { service = "sent" },
}
saga "told" {
  orchestrator = "teller",
  step "1" { service = "called", compensation = "undo" },
  step "2" { service = "sent" },
}
saga "danced" {
  coordination = "choreography",
  step "1" { service = "called", compensation = "undo" },
  step "2" { service = "forgotten" },
}
