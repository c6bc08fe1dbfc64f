-- However many they are, each is a mistake of its own: what is mended for one says nothing of the others.
context "shop"
for i, name in ipairs { "a", "b", "c", "d", "e", "f" } do
  service(name) { context = "shop", scaling = { min = i + 1 } } -- expect: health/missing "a has", health/missing "b has", health/missing "c has", health/missing "d has", health/missing "e has", health/missing "f has"
end
