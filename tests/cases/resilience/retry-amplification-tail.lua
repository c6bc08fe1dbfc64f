-- select: resilience/retry-amplification
-- Many entries to one chain are one finding, at the worst of them; over 30 it is an error.
context "shop"
service "d" { context = "shop" }
service "c" { context = "shop", dependencies = { sync "d" { retry = { max_attempts = 4 } } } }
service "b" { context = "shop", dependencies = { sync "c" { retry = { max_attempts = 3 } } } }
service "worst" { context = "shop", dependencies = {
  sync "b" { retry = { max_attempts = 20 } }, -- expect: resilience/retry-amplification "one request to worst may become 240 requests to d: worst -> b -> c -> d, 20 × 3 × 4, limit 30"
} }
for i = 1, 20 do
  service("entry-" .. i) { context = "shop", dependencies = { sync "b" { retry = { max_attempts = 2 } } } }
end
-- A chain that is too long without those calls is one of its own, also where it meets them.
service "second" { context = "shop", dependencies = { sync "b" { retry = { max_attempts = 3 } } } }
service "first" { context = "shop", dependencies = {
  sync "second" { retry = { max_attempts = 4 } }, -- expect: resilience/retry-amplification "first -> second -> b -> c -> d, 4 × 3 × 3 × 4"
} }
