-- "Traffic Management": the VirtualService `orders`, nine requests of ten to v2.

service "orders" { context = "order-management" }
context "order-management"

traffic "orders" {
  host = "orders",
  routes = {
    to "orders" { subset = "v2", weight = 90 },
    to "orders" { subset = "v1", weight = 10 },
  },
  -- Mended: the example names subsets, which an Istio DestinationRule has to define.
  subsets = {
    v1 = { labels = { version = "v1" } },
    v2 = { labels = { version = "v2" } },
  },
}
