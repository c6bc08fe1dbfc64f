-- A value of the wrong type, at its place and by its name.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {
  description = {}, -- expect: model/bad-value:3 "'description' wants text; this is a table"
  aggregates = { "Order", name = "x" }, -- expect: model/bad-value:3 "no place for the key"
  language = { Order = print, Line = "a row" }, -- expect: model/bad-value:24 "'language' holds a function where text is wanted"
  tags = { "pci", {} }, -- expect: model/bad-value:19 "entry 2 of 'tags' wants text"
  owner = actor "customer", -- expect: model/bad-value:11 "'owner' wants the name of a team; this is actor 'customer'"
  parent = 5, -- expect: model/bad-value:12 "'parent' wants the name of a context; this is 5"
  properties = "none", -- expect: model/bad-value:16 "'properties' wants a table of text by name"
  links = "https://wiki.example", -- expect: model/bad-value:11 "'links' wants a list of link tables"
}
service "a" {
  context = "c",
  technologies = "python", -- expect: model/bad-value:18 "'technologies' wants a technologies table"
  endpoints = {
    "GET /orders", -- expect: model/bad-value:5 "entry 1 of 'endpoints' wants GET, POST"
    sync "a" {}, -- expect: model/bad-value:5 "entry 2 of 'endpoints' wants GET, POST"
    3, -- expect: model/bad-value:5 "this is 3"
  },
  dependencies = {
    "a", -- expect: model/bad-value:5 "entry 1 of 'dependencies' wants sync or async"
    sync "a" { retry = 3, circuit_breaker = "yes", bulkhead = 0 }, -- expect: model/bad-value:24 "'retry' wants a retry table", model/bad-value:45 "'circuit_breaker' wants a circuit_breaker table, true or false", model/bad-value:63 "'bulkhead' is 0"
  },
  publishes = { 5, on "x" {} }, -- expect: model/bad-value:17 "entry 1 of 'publishes' wants the name of an event", model/bad-value:20 "this is on 'x'"
  deployment = "canari", -- expect: model/bad-value:16 "'deployment' wants canary, blue_green"
  tracing = 5, -- expect: model/bad-value:13 "'tracing' wants tracing"
  "stray", -- expect: model/bad-value:3 "service 'a' has an entry without a key"
}
service "b" { -- expect: model/bad-value:1 "service 'b' has 2.5 as a key", model/bad-value:1 "service 'b' has true as a key"
  context = "c",
  [true] = 1,
  [2.5] = 2,
}
saga "s" { steps = { step "pay" { service = "a", compensation = true } } } -- expect: model/bad-value:65 "'compensation' wants text or false"
rule "house/x" { check = "x" } -- expect: model/bad-value:26 "'check' wants a function"
traffic "t" { subsets = { { version = "1" } } } -- expect: model/bad-value:15 "'subsets' is a table by name"
config { rules = { "model/orphan", ["model/secret"] = { limit = {} } } } -- expect: model/bad-value:10 "'rules' is a table by name", model/bad-value:57 "'limit' wants a number"
experiment "e" { target = "a", duration = "5m", fault = "pod_kil" } -- expect: model/bad-value:57 "'fault' wants pod_kill"
