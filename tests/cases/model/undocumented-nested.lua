-- The owner of a context around counts, whatever circle contexts are nested in.
-- select: model/undocumented
team "sales" {}
context "shop" { owner = "sales" }
context "cart" { parent = "shop" }
context "basket" { parent = "cart" }
context "hen" { parent = "egg" }
context "egg" { parent = "hen" }
service "baskets" { context = "basket", description = "Keeps what is chosen" }
service "chicks" { context = "hen", description = "Come from somewhere" } -- expect: model/undocumented "chicks has no owner"
