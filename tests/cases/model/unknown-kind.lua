-- A misspelt kind hides nothing else: the rest of the file is read.
-- args: --rule model/undocumented=off --rule model/orphan=off
contxt "ordering" { subdomain = "core" } -- expect: model/unknown-kind:1 "unknown name 'contxt'"
context "billing" { subdomain = "main" } -- expect: model/bad-value:33 "'subdomain'"
service "orders" {
  context = "billing",
  endpoints = { get "/orders" {}, GET "/orders/{id}" {} }, -- expect: model/unknown-kind:17 "unknown name 'get'"
  owner = checkout, -- expect: model/unknown-kind:11 "unknown name 'checkout'"
  responsibilities = { SUMMARY }, -- expect: model/unknown-kind:24 "unknown name 'SUMMARY'"
  description = text, -- expect: model/unknown-kind:17 "unknown name 'text'"
}
service "payment" { contxt = "billing" } -- expect: model/unknown-field:21 "did you mean 'context'?", model/missing-field:1 "has no 'context'"
