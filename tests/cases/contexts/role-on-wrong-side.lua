context "ordering"
context "inventory"
context "payment"
relationship {
  upstream = "inventory",
  downstream = "ordering",
  upstream_roles = { "open-host-service", "anticorruption-layer" }, -- expect: contexts/role-on-wrong-side "anticorruption-layer is what the downstream context does, but 'inventory' is upstream of 'ordering'"
}
relationship {
  upstream = "payment",
  downstream = "ordering",
  upstream_roles = { "conformist" }, -- expect: contexts/role-on-wrong-side "conformist"
  downstream_roles = { "published-language", "open-host-service" }, -- expect: contexts/role-on-wrong-side "published-language is what the upstream", contexts/role-on-wrong-side "open-host-service"
}
relationship {
  upstream = "payment",
  downstream = "inventory",
  upstream_roles = { "open-host-service", "published-language" },
  downstream_roles = { "anticorruption-layer" },
}
