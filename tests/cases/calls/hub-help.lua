-- How many callers are too many, and what the hub publishes already.
-- select: calls/hub
-- help: calls/hub 4 callers less are enough: let store-1, store-2, store-3 and store-4 know from events what they ask for now (add on "settings.saved" to the consumes of each, and drop sync "settings" there)
context "shop"
event "settings.saved" {}
service "settings" { context = "shop", publishes = { "settings.saved" } } -- expect: calls/hub
for i = 1, 9 do service("store-" .. i) { context = "shop", dependencies = { sync "settings" } } end
