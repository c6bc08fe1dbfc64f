-- Settings that would be without effect.
-- args: --rule contexts/empty=off
context "c" {}
config {
  rules = {
    ["contexts/to-large"] = { limit = 20 }, -- expect: model/unknown-rule:5 "no rule 'contexts/to-large' is loaded"
    ["nowhere/*"] = { severity = "off" }, -- expect: model/unknown-rule:5 "no rule 'nowhere/*'"
    ["contexts/too-large"] = { limt = 20 }, -- expect: model/unknown-rule:32 "contexts/too-large has no parameter 'limt'"
    ["contexts/cycle"] = { limit = 20 }, -- expect: model/unknown-rule:28 "contexts/cycle has no parameter 'limit'"
  },
}
