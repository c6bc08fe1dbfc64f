-- Neither deployed nor scaled, as far as the model says; read off traffic; a function, which nobody asks.
context "shop"
service "sketch" { context = "shop" }
service "passive" {
  context = "shop", scaling = { min = 2 },
  health = { readiness "/" { mode = "passive", failure_threshold = 5 } },
}
-- One replica at most; nothing but messages, which it takes when it is ready.
service "single" { context = "shop", scaling = { min = 1 } }
service "bounded" { context = "shop", scaling = { min = 0, max = 1, strategy = "horizontal" } }
event "sold"
topic "mails"
consumer_group "packers" { service = "packer", topics = { "mails" } }
service "listener" { context = "shop", deployment = rolling {}, consumes = { on "sold" } }
service "packer" { context = "shop", deployment = rolling {} }
service "mailer" { context = "shop", deployment = rolling {} }
service "seller" {
  context = "shop", publishes = { "sold" }, dependencies = { async "mailer" { through = "mails" } },
}
service "resize" {
  context = "shop", scaling = { min = 0, max = 100 }, deployment = rolling {},
  endpoints = { handler "resize" },
}
