-- Names that look odd and are none the less good.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {}
service "order.service:v2/eu-west_1" { context = "c" }
service "_9" { context = "c" }
service(("x"):rep(128)) { context = "c" }
service("parenthesised", { context = "c" })
scenario "Käufer legt Ware in den Korb 🛒" {}
view "what's on?" { kind = "landscape" }
