-- One kind and name twice; each later one is blamed and leads to the first.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "ordering" { subdomain = "core" }
context "ordering" { subdomain = "generic" } -- expect: model/duplicate:1 "context 'ordering' is declared twice"
domain "ordering" {} -- expect: model/duplicate:1 "context 'ordering' is declared twice"
team "a" {}
team "a" {} -- expect: model/duplicate:1 "team 'a'"
service "s" {
  context = "ordering",
  slos = {
    slo "availability" { target = "99%", window = "7d" },
    slo "availability" { target = "99.9%", window = "30d" }, -- expect: model/duplicate:5 "two objectives 'availability'"
  },
}
for _ = 1, 2 do
  service "looped" { context = "ordering" } -- expect: model/duplicate:3 "service 'looped'"
end
service "s" { context = "ordering", criticality = "urgent" } -- expect: model/duplicate:1 "service 's'", model/bad-value:51 "'criticality'"
