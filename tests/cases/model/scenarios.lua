-- Lines of a scenario that cannot be read, at their place in blocks too.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {}
service "a" { context = "c" }
service "b" { context = "c" }
scenario "buy" {
  "a -> b: buy",
  "a => b: buy", -- expect: model/bad-value:3 "cannot read the scenario line"
  "b --> a: 201",
  "a ->> b",
  "note a: thinks",
  "a buys from b", -- expect: model/bad-value:3 "cannot read the scenario line"
  5, -- expect: model/bad-value:3 "this is 5"
  alt "in stock" {
    "a -> b: reserve",
    "a -> c: reserve", -- expect: model/unresolved:5 "'c'"
    opt "gift" { "-> b" }, -- expect: model/bad-value:18 "cannot read the scenario line"
  },
  otherwise "sold out" { "b --> a: 409" },
}
