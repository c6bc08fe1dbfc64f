-- The group with the fewest ties to the rest is named whole, with all that is to be written: the owner stays the same,
-- and calls that leave the context get the breakers that resilience/missing-breaker would ask for.
-- select: contexts/too-large, resilience/missing-breaker
-- help: contexts/too-large declare context "bills" { parent = "shop", owner = "web" } and write context = "bills" in order-service, bills, parcels and ledger, which hang together: 2 calls cross then; they want circuit breakers then: for _, name in ipairs { "order-service" } do circuit_breaker { service = name, failure_threshold = 6, reset_timeout = "30s" } end
-- related: contexts/too-large cart-service calls order-service: would cross
-- related: contexts/too-large bills calls basket-service: would cross
team "web" {}
context "shop" { owner = "web" } -- expect: contexts/too-large "'shop' holds 7 services, limit 4"
context "till" {} -- expect: contexts/too-large "'till' holds 5 services, limit 4"
datastore "wishes" { owner = "wishes", used_by = { "cart-service" } }
service "order-service" { context = "shop", dependencies = { sync "bills" {}, sync "parcels" {} } }
service "basket-service" { context = "shop", dependencies = { sync "cart-service" {} } }
service "bills" { context = "shop", dependencies = { sync "parcels" {}, sync "ledger" {},
  sync "basket-service" { optional = true } } }
service "cart-service" { context = "shop", dependencies = { sync "order-service" { retry = { max_attempts = 3 } } } }
service "parcels" { context = "shop" }
service "ledger" { context = "shop" }
service "wishes" { context = "shop" }
for i = 1, 5 do service("till-" .. i) { context = "till" } end
config { rules = { ["contexts/too-large"] = { limit = 4 } } }
-- Nothing ties the services of the other one.
-- help: contexts/too-large split the context along its language, or join services that always change together
-- Of the limit's sizes none leaves the rest within it: the next cut comes with the next check.
-- help: contexts/too-large write context = "hall-2-2" in hall-1, hall-2, hall-3 and hall-4, which hang together: 1 call crosses then; they want circuit breakers then: for _, name in ipairs { "hall-5" } do circuit_breaker { service = name, failure_threshold = 5, reset_timeout = "30s" } end; 5 services are left: check again for the next cut
context "hall" {} -- expect: contexts/too-large "'hall' holds 9 services, limit 4"
context "hall-2" { parent = "hall" }
for i = 1, 8 do service("hall-" .. i) { context = "hall", dependencies = { sync("hall-" .. i + 1) } } end
service "hall-9" { context = "hall" }
-- What was cut out before has to be told of what is cut out now.
-- help: contexts/too-large declare context "yard-1" { parent = "yard" } and relationship { between = { "yard-1", "fence" }, pattern = "partnership" } and relationship { between = { "yard-1", "gate" }, pattern = "partnership" } and write context = "yard-1" in yard-1 and yard-2, which
context "yard" {} -- expect: contexts/too-large "'yard' holds 5 services, limit 4"
context "fence" { parent = "yard" }
context "gate" { parent = "yard" }
context "pond" { parent = "yard" }
event "seen" {}
service "posts" { context = "fence", dependencies = { sync "yard-2" { optional = true } } }
service "bell" { context = "gate", publishes = { "seen" } }
service "fish" { context = "pond", dependencies = { sync "yard-3" { optional = true } } }
service "yard-1" { context = "yard", dependencies = { sync "yard-2" }, consumes = { on "seen" } }
service "yard-2" { context = "yard" }
for i = 3, 5 do service("yard-" .. i) { context = "yard", dependencies = { sync("yard-" .. i % 3 + 3) } } end
