-- Durations, ratios, rates and sizes: a number alone says nothing, and a range is a range.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {}
service "a" {
  context = "c",
  dependencies = {
    sync "a" { timeout = 200 }, -- expect: model/bad-value:26 "'timeout = 200' has no unit"
    sync "a" { timeout = 1.5 }, -- expect: model/bad-value:26 "'timeout = 1.5' has no unit"
    sync "a" { timeout = "200" }, -- expect: model/bad-value:26 "has no unit"
    sync "a" { timeout = -1 }, -- expect: model/bad-value:26 "'timeout' is -1; it must be at least 0"
    sync "a" { timeout = "soon" }, -- expect: model/bad-value:26 "'timeout' wants a duration"
    sync "a" { timeout = "-200ms" }, -- expect: model/bad-value:26 "'timeout' wants a duration"
    sync "a" { timeout = "200 lightyears" }, -- expect: model/bad-value:26 "'timeout' wants a duration"
    sync "a" { timeout_ms = -5 }, -- expect: model/bad-value:29 "'timeout_ms' is -5; it must be at least 0"
    sync "a" { timeout_ms = "x" }, -- expect: model/bad-value:29 "'timeout_ms' wants a number or a duration"
    sync "a" { timeout = { 200 } }, -- expect: model/bad-value:16 "'timeout' wants a duration"
    sync "a" { timeout = true }, -- expect: model/bad-value:26 "this is true"
  },
  deployment = canary {
    initial = 5, -- expect: model/bad-value:15 "'initial' is 5; a ratio lies between 0 and 1"
    increment = "150%", -- expect: model/bad-value:17 "'increment' is 1.5"
    max = -0.5, -- expect: model/bad-value:11 "'max' is -0.5"
    pause = 10, -- expect: model/bad-value:13 "'pause = 10' has no unit"
    steps = { "5%", 25, "half" }, -- expect: model/bad-value:21 "entry 2 of 'steps' is 25", model/bad-value:25 "entry 3 of 'steps' wants a ratio"
  },
  scaling = { min = -1, max = 0, target = "much" }, -- expect: model/bad-value:21 "'min' is -1", model/bad-value:31 "'max' is 0; it must be at least 1", model/bad-value:43 "'target' wants a number"
  ports = { 80, 0, 70000, 80.5, "http" }, -- expect: model/bad-value:17 "entry 2 of 'ports' is 0", model/bad-value:20 "at most 65535", model/bad-value:27 "wants a whole number", model/bad-value:33 "wants a whole number"
}
topic "t" { retention = 7, partitions = 2.5, replication = 1e400 } -- expect: model/bad-value:25 "'retention = 7' has no unit", model/bad-value:41 "'partitions' wants a whole number", model/bad-value:60 "'replication' wants a whole number"
workload "w" { rate = 200, duration = 5 } -- expect: model/bad-value:23 "'rate = 200' has no unit", model/bad-value:39 "'duration = 5' has no unit"
workload "v" { rate = "200/fortnight" } -- expect: model/bad-value:23 "'rate' wants a rate"
experiment "e" { target = "a", duration = "5m", fault = memory_stress { size = 512, workers = 0 } } -- expect: model/bad-value:80 "'size = 512' has no unit", model/bad-value:95 "'workers' is 0"
experiment "f" { target = "a", duration = "5m", fault = abort { status = 700, percentage = 50 } } -- expect: model/bad-value:74 "'status' is 700; it must be at most 599", model/bad-value:92 "'percentage' is 50"
gateway "g" { routes = { route "/" { split = { to "a" { weight = 101 } } } } } -- expect: model/bad-value:66 "'weight' is 101; it must be at most 100"
