-- Among nine services a shared one is no wonder.
-- select: calls/hub
context "shop"
service "settings" { context = "shop" }
for i = 1, 8 do service("store-" .. i) { context = "shop", dependencies = { sync "settings" } } end
