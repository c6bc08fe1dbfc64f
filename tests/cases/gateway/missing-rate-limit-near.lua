-- A limit from each source; routes that are not public; an external.
context "shop"
external "legacy"
service "products" { context = "shop", endpoints = { GET "/products" } }
service "limited" { context = "shop", endpoints = { GET "/limited" } }
service "quota" { context = "shop", endpoints = { GET "/quota" } }
rate_limit { service = "limited", rate = "100/s" }
quota { service = "quota", limit = 1000, window = "1d" }
gateway "edge" {
  routes = {
    route "/products" { service = "products", public = true, rate_limiting = { rate = "50/s" } },
    route "/limited" { service = "limited", public = true },
    route "/quota" { service = "quota", public = true },
    route "/legacy" { service = "legacy", public = true },
    route "/closed" { service = "products", strip_prefix = "/closed" },
  },
}
gateway "other" {
  rate_limiting = { requests_per_minute = 60 },
  routes = { route "/products" { service = "products", public = true } },
}
