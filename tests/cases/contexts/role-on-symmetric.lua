context "ordering"
context "inventory"
context "payment"
context "shipping"
relationship {
  between = { "ordering", "inventory" },
  pattern = "partnership",
  downstream_roles = { "anticorruption-layer" }, -- expect: contexts/role-on-symmetric "anticorruption-layer"
}
relationship {
  upstream = "payment",
  downstream = "ordering",
  pattern = "shared-kernel",
  upstream_roles = { "open-host-service", "published-language" }, -- expect: contexts/role-on-symmetric "open-host-service and published-language"
}
relationship { between = { "payment", "shipping" }, pattern = "partnership" }
