context "ordering"
context "inventory"
context "payment"
context "shipping"
relationship {
  upstream = "inventory",
  downstream = "ordering",
  pattern = "customer-supplier",
  upstream_roles = { "open-host-service" }, -- expect: contexts/customer-supplier-roles "open host service"
  downstream_roles = { "anticorruption-layer" }, -- expect: contexts/customer-supplier-roles "shields itself"
}
relationship {
  upstream = "payment",
  downstream = "ordering",
  pattern = "customer-supplier",
  downstream_roles = { "conformist" }, -- expect: contexts/customer-supplier-roles "'ordering' is the customer of 'payment', yet conforms"
}
relationship { upstream = "payment", downstream = "shipping", pattern = "customer-supplier", upstream_roles = { "published-language" } }
relationship { upstream = "inventory", downstream = "shipping", upstream_roles = { "open-host-service" } }
