-- Plain tables have no line of their own: each mistake is found at its own field all the same.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {}
service "a" {
  context = "c",
  dependencies = {
    sync "a" { timeout = "1s", retry = { max_attempts = 2 } },
    sync "a" {
      timeout = "1s",
      retry = {
        max_attempts = 0, -- expect: model/bad-value:24 "'max_attempts' is 0; it must be at least 1"
        -- max_attempts = "a comment does not count"
        backoff = [[soon]], -- expect: model/bad-value:19 "'backoff' wants a duration"
        ["jitter"] = "yes", -- expect: model/bad-value:22 "'jitter' wants true or false"
      },
      circuit_breaker = { failure_threshold = -1, reset_timeout = 60 }, -- expect: model/bad-value:47 "'failure_threshold' is -1", model/bad-value:67 "'reset_timeout = 60' has no unit"
    },
  },
  scaling = { min = "two" }, performance = { latency_p99 = 5 }, -- expect: model/bad-value:21 "'min' wants a whole number", model/bad-value:60 "'latency_p99 = 5' has no unit"
}
gateway "g" {
  routes = {
    route "/a" { service = "a", rate_limiting = { burst = "many" } }, -- expect: model/bad-value:59 "'burst' wants a whole number"
    route "/b" {
      split = { to "a" { weight = 50 }, to "a" { weight = "half" } }, -- expect: model/bad-value:59 "'weight' wants"
    },
  },
  authentication = { type = "jtw" }, -- expect: model/bad-value:29 "'type' wants one of"
}
local defaults = { timeout = "soon" }
service "b" { context = "c", dependencies = { sync "a"(defaults) } } -- expect: model/bad-value:47 "'timeout' wants a duration"
