context "sales"
service "blue" {
  context = "sales", datastores = { datastore "blue-journal" { single_writer = true } },
  deployment = blue_green {}, -- expect: deployment/stateful-surge:16 "blue_green runs two versions of blue at once, and only one may write to blue-journal"
}
service "rolls" {
  context = "sales", datastores = { datastore "rolls-journal" { single_writer = true } },
  deployment = rolling { max_surge = "25%" }, -- expect: deployment/stateful-surge:38 "rolling runs two versions of rolls"
}
service "default" {
  context = "sales", datastores = { datastore "default-journal" { single_writer = true } },
  deployment = rolling { max_unavailable = 1 }, -- expect: deployment/stateful-surge "default-journal"
}
-- Nobody owns the store, and this is its only user.
datastore "index" { single_writer = true }
service "indexer" {
  context = "sales", uses = { "index" },
  deployment = canary { initial = "5%" }, -- expect: deployment/stateful-surge "canary runs two versions of indexer at once"
}
