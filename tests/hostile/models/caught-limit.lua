local function spin() while true do end end
for _ = 1, 1000000 do pcall(spin) end
