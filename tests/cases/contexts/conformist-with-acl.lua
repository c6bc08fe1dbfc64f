context "ordering"
context "inventory"
context "payment"
context "shipping"
relationship {
  upstream = "inventory",
  downstream = "ordering",
  pattern = "conformist",
  downstream_roles = { "anticorruption-layer" }, -- expect: contexts/conformist-with-acl "'ordering' both conforms to the model of 'inventory'"
}
relationship {
  upstream = "payment",
  downstream = "ordering",
  downstream_roles = { "conformist", "anticorruption-layer" }, -- expect: contexts/conformist-with-acl
}
-- Each of the two alone, and towards different upstreams, is fine.
relationship { upstream = "payment", downstream = "shipping", downstream_roles = { "anticorruption-layer" } }
relationship { upstream = "inventory", downstream = "shipping", pattern = "conformist" }
