-- Six of eleven services; what six of twelve call is none, nor what they send messages to.
-- select: calls/hub
context "shop"
service "settings" { context = "shop" } -- expect: calls/hub "6 of 11 services call settings (54.5 %, limit 50 %); 2 of them fail when it does"
service "prices" { context = "shop" }
for i = 1, 9 do
  service("store-" .. i) { context = "shop", dependencies = {
    i <= 6 and sync "settings" { optional = i > 2 } or async "prices" { through = "prices" },
    i <= 3 and sync "settings" { optional = true, endpoint = "GET /again" } or nil,
    i <= 5 and sync "prices" { optional = true } or nil,
  } }
end
topic "prices"
