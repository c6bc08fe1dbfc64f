-- The layer is best one that needs none of the others, so that their calls to it close no circle.
-- help: contexts/bypassed-acl let one of them be the layer, such as quotes: give it an endpoint for what the others need, and write sync "quotes" there in place of what crosses
context "legacy"
context "ordering"
context "shipping"
context "crm"
relationship {
  upstream = "legacy",
  downstream = "ordering",
  downstream_roles = { "anticorruption-layer" }, -- expect: contexts/bypassed-acl "3 services of 'ordering' depend on 'legacy' past the anticorruption layer between them: orders, quotes and returns"
}
relationship { upstream = "legacy", downstream = "shipping", downstream_roles = { "anticorruption-layer" } }
relationship { upstream = "crm", downstream = "shipping" }

event "item.changed" { schema = { id = "string" } }
service "erp" {
  context = "legacy",
  publishes = { "item.changed" },
  datastores = { datastore "erp-db" { technology = "oracle" } },
}
service "mainframe" { context = "legacy" }
service "clients" { context = "crm" }
service "orders" { context = "ordering", dependencies = { sync "erp", sync "mainframe", sync "quotes", sync "returns" } }
service "quotes" { context = "ordering", consumes = { on "item.changed" } }
service "returns" { context = "ordering", uses = { "erp-db" } }
service "tracking" { context = "ordering", dependencies = { sync "orders" } }
-- One service that translates, and two where nothing is to be translated.
service "erp-adapter" { context = "shipping", dependencies = { sync "erp", sync "mainframe", sync "clients" } }
service "parcels" { context = "shipping", dependencies = { sync "erp-adapter", sync "clients" } }
