-- Parts that no declaration holds.
-- args: --rule model/undocumented=off --rule model/orphan=off
GET "/orders" {} -- expect: model/unused-part:1 "GET '/orders' belongs to nothing"
local breaker = canary { initial = "5%", pause = "10m" } -- expect: model/unused-part:17 "canary belongs to nothing"
context "ordering" {}
service "orders" { context = "ordering" } {} -- expect: model/bad-value:1 "given its fields twice"
step "pay" { service = "orders" } -- expect: model/unused-part:1 "step 'pay'"
on "order.created" {} -- expect: model/unused-part:1 "on 'order.created'"
alt "in stock" { "a -> b" } -- expect: model/unused-part:1 "alt 'in stock'"
local call = sync "orders" { timeout = "soon" } -- expect: model/unused-part:14 "sync 'orders'"
