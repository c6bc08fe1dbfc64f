local seen = {}
for key in pairs { zebra = 1, apple = 2, mango = 3, [5] = 4, [true] = 5, kiwi = 6, fig = 7 } do
  seen[#seen + 1] = tostring(key)
end
error(table.concat(seen, " "))
