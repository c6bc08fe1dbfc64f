-- Settings of rules that are loaded, by name and by glob.
-- args: --rule contexts/empty=off
context "c" {}
config {
  rules = {
    ["contexts/too-large"] = { limit = 20, severity = "warning" },
    ["contexts/*"] = { severity = "warning" },
    ["model/undocumented"] = { severity = "off" },
  },
}
