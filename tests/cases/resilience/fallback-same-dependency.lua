-- select: resilience/fallback-same-dependency
context "shop"
external "bank"
service "prices" { context = "shop" }
service "catalog" { context = "shop", dependencies = { sync "prices" } }
service "price-cache" { context = "shop", dependencies = { sync "catalog" } }
service "bank-proxy" { context = "shop", dependencies = { sync "bank" } }
service "price-list" { context = "shop", dependencies = {
  sync "prices" { optional = true }, sync "catalog" { fallback = "nothing" },
} }

service "orders" { context = "shop", dependencies = {
  sync "prices" { fallback = "what price-cache has" }, -- expect: resilience/fallback-same-dependency "when orders cannot reach prices, it falls back to what needs the same: price-cache -> catalog -> prices"
  sync "prices" { fallback = "ask catalog." }, -- expect: resilience/fallback-same-dependency "needs the same: catalog -> prices"
  sync "prices" { fallback = "catalog" }, -- expect: resilience/fallback-same-dependency
  sync "bank" { fallback = "bank-proxy, later" }, -- expect: resilience/fallback-same-dependency "bank-proxy -> bank"
  sync "price-cache" { fallback = "call price-cache again" }, -- expect: resilience/fallback-same-dependency "when orders cannot reach price-cache, it falls back to the same"
} }
-- Nearly so: a service that can do without; a word that only looks like a name; the target's own words; itself.
service "quotes" { context = "shop", dependencies = {
  sync "prices" { fallback = "ask price-list" },
  sync "prices" { fallback = "the catalog of last year" },
  sync "price-cache" { fallback = "what price-cache said last" },
  sync "prices" { fallback = "the quotes of yesterday" },
  sync "bank" { fallback = "ask price-cache" },
  sync "prices" { fallback = "" },
} }
-- It asks nobody the model knows.
service "tickets" { context = "shop", dependencies = { sync "prices" { fallback = "ask second-prices" } } }
