-- Four calls; five of which one has a fallback; and five whose third goes to a foreign system.
context "shop"
external "bank"
for _, chain in ipairs { "x", "y" } do
  for i = 1, 5 do
    local breaks = chain == "y" and i == 3
    service(chain .. i) { context = "shop", dependencies = {
      sync(chain .. i + 1) { fallback = breaks and "what it was yesterday" or nil },
      i == 3 and sync "bank" or nil,
    } }
    if chain == "x" and i == 4 then break end
  end
end
service "x5" { context = "shop" }
service "y6" { context = "shop" }
for i = 1, 10 do service("other-" .. i) { context = "shop" } end
