-- All that is called is to be declared, not the first five; else the paste would leave unknown endpoints.
-- select: contracts/missing-contract
-- help: contracts/missing-contract add endpoints = { GET "/a", GET "/b", POST "/c", GET "/d", GET "/e", GET "/f/{id}", PUT "/g" }
-- help: contracts/missing-contract add what it answers, as in endpoints = { GET "/ledger" }
context "a" {}
service "shop" {
  context = "a", endpoints = { GET "/shop" },
  dependencies = {
    sync "stock" { endpoints = { "GET /a", "/b", "POST /c", "GET /d", "GET /e", "GET /f/{id}", "PUT /g" }, timeout = "1s" },
    sync "ledger" { timeout = "1s" },
  },
}
service "stock" { context = "a" } -- expect: contracts/missing-contract
service "ledger" { context = "a" } -- expect: contracts/missing-contract
