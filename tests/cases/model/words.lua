-- Words from fixed sets, with the nearest one; case and separators do not matter.
-- args: --rule model/undocumented=off --rule model/orphan=off
architecture "Shop" { pattern = "micro-service" } -- expect: model/bad-value:33 "'pattern' wants one of: microservices, event-driven, modular-monolith, layered, serverless"
context "c" { subdomain = "coer", legacy = "yes" } -- expect: model/bad-value:27 "'subdomain' wants one of: core, supporting, generic", model/bad-value:44 "'legacy' wants true or false"
context "d" { subdomain = true } -- expect: model/bad-value:27 "this is true"
relationship {
  upstream = "c", downstream = "d", pattern = "customer-suplier", -- expect: model/bad-value:47 "'pattern' wants one of"
  upstream_roles = { "open-host-service", "published-langauge" }, -- expect: model/bad-value:43 "entry 2 of 'upstream_roles' wants one of"
}
service "a" {
  context = "c",
  criticality = "urgent", -- expect: model/bad-value:17 "one of: critical, high, medium, low"
  endpoints = { GET "/" { auth = "basic" } }, -- expect: model/bad-value:34 "'auth' wants one of: none, jwt"
  dependencies = { sync "a" { protocol = "soap" } }, -- expect: model/bad-value:42 "'protocol' wants one of: rest"
  datastores = { datastore "db" { data = "secret" } }, -- expect: model/bad-value:42 "public, internal, confidential, pii"
  scaling = { strategy = "diagonal" }, -- expect: model/bad-value:26 "horizontal, vertical"
  discovery = 5, -- expect: model/bad-value:15 "this is 5"
}
saga "s" { coordination = "orchestra" } -- expect: model/bad-value:27 "orchestration, choreography"
mesh "m" { type = "istoi", security = { mtls = "strickt" } } -- expect: model/bad-value:19 "istio", model/bad-value:48 "strict, permissive, disabled"
view "v" { kind = "lanscape", direction = "sideways" } -- expect: model/bad-value:19 "'kind' wants one of: landscape", model/bad-value:43 "'direction'"
config { fail_on = "never" } -- expect: model/bad-value:20 "off, note, warning, error"
