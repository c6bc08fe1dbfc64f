-- Nothing crosses a border here: one context, calls to what lies outside, a store that nobody owns
-- (data/shared-store speaks of that), an event nobody publishes, a context nested in a circle.
context "ordering" { parent = "selling" }
context "selling" { parent = "ordering" }
context "inventory"
external "bank"
gateway "edge"
datastore "common-db" { technology = "postgresql" }
event "rates.changed" { public = true }

service "pages" { context = "selling", dependencies = { sync "orders" } }
service "orders" {
  context = "ordering",
  dependencies = { sync "returns", sync "bank", sync "edge" },
  consumes = { on "rates.changed" },
  uses = { "common-db" },
}
service "returns" { context = "ordering" }
service "stock" { context = "inventory", uses = { "common-db" } }
