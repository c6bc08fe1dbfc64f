-- One finding for chains that end alike: the longest of them. The chain through `b` is none of its own.
context "shop"
service "start" { context = "shop", dependencies = {
  sync "a", -- expect: calls/depth "6 hard calls one after another, limit 4: start -> a -> b -> c -> d -> e -> f; 2 more end in d -> e -> f"
} }
service "a" { context = "shop", dependencies = { sync "b" } }
service "b" { context = "shop", dependencies = { sync "c" } }
service "c" { context = "shop", dependencies = { sync "d" } }
service "d" { context = "shop", dependencies = { sync "e" } }
service "e" { context = "shop", dependencies = { sync "f" } }
service "f" { context = "shop" }
service "second" { context = "shop", dependencies = { sync "b" } }
service "third" { context = "shop", dependencies = { sync "b" } }
for i = 1, 10 do service("other-" .. i) { context = "shop" } end
