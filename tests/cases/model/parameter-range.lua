-- A parameter that cannot have a value keeps its own, and says so.
-- exit: 1
-- help: model/bad-value write a share from 0 to 1, such as 0.6
-- help: model/bad-value write a whole number, such as 4
config {
  rules = {
    ["calls/distributed-monolith"] = { limit = 60 }, -- expect: model/bad-value:48 "limit of calls/distributed-monolith is a share from 0 to 1, not 60"
    ["calls/depth"] = { limit = 2.5 }, -- expect: model/bad-value:33 "limit of calls/depth is a whole number, not 2.5"
    ["calls/fan-out"] = { limit = "six" }, -- expect: model/bad-value:35 "this is"
    ["calls/hub"] = { share = 0.6, least = 12 },
    ["deployment/canary-too-long"] = { limit = 1.5 },
    ["tracing/sample-too-low"] = { limit = 0.5 },
    ["objectives/too-little-traffic"] = { burn = -1 }, -- expect: model/bad-value:50 "a number from 0, not -1"
  },
}
