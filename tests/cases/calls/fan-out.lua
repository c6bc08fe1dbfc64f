-- Eleven others, one of them foreign, one called twice. Ten is the limit; a gateway's service has none.
context "shop"
external "bank"
local function calls(count, more)
  local list = more or {}
  for i = 1, count do list[#list + 1] = sync("store-" .. i) { optional = true } end
  return list
end
for i = 1, 12 do service("store-" .. i) { context = "shop" } end

service "orders" { context = "shop",
  dependencies = calls(10, { -- expect: calls/fan-out "orders calls 11 others, limit 10, and waits for the slowest: bank, store-1"
    sync "bank", sync "bank" { endpoint = "GET /balance" },
  }) }
service "carts" { context = "shop", dependencies = calls(10, { sync "store-1" { optional = true } }) }
service "edge" { context = "shop", dependencies = calls(12) }
gateway "front-door" { service = "edge" }
