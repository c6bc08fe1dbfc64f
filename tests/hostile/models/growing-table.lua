local all = {}
for i = 1, math.huge do all[#all + 1] = ("x"):rep(100000) .. i end
