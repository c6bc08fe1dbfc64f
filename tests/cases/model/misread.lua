-- What was written, but could not be read, is not missing besides.
-- select: model/bad-value, model/unknown-field, resilience/missing-timeout, health/missing
context "shop"

service "stock" { context = "shop", endpoints = { GET "/stock" } }

service "orders" {
  context      = "shop",
  deployment   = rolling {},
  helth        = { readiness "/ready" }, -- expect: model/unknown-field "did you mean 'health'"
  dependencies = {
    sync "stock" { timeout = 300 }, -- expect: model/bad-value "has no unit"
  },
}

service "carts" { -- expect: health/missing
  context      = "shop",
  deployment   = rolling {},
  dependencies = { sync "stock" {} }, -- expect: resilience/missing-timeout
}
