-- Six of eleven services; what six of twelve call is none, nor what they send messages to.
-- select: calls/hub
-- help: calls/hub 1 caller less is enough: let store-1 know from events what they ask for now (add publishes = { event "settings.changed" {} } to settings unless it is there, add on "settings.changed" to the consumes of store-1, and drop sync "settings" there); or if all need it, as they need a registry: allow { rule = "calls/hub", on = "settings", reason = "all need it, and it is run so" }
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
