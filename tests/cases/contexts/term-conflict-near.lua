-- select: contexts/term-conflict
-- Translated, published, never talking, going separate ways, or one inside the other.
context "ordering" { language = { Order = "an intent to buy" } }
context "kitchen" { language = { Order = "a dish to cook" } }
context "army" { language = { Order = "a command" } }
context "maths" { language = { Order = "a relation" } }
context "sorting" { language = { Order = "a sequence" } }
context "subscription" { parent = "ordering", language = { Order = "a standing intent to buy" } }
context "wordless"
relationship { upstream = "ordering", downstream = "kitchen", downstream_roles = { "anticorruption-layer" } }
relationship { upstream = "ordering", downstream = "army", upstream_roles = { "published-language" } }
relationship { between = { "ordering", "sorting" }, pattern = "separate-ways" }
relationship { upstream = "ordering", downstream = "subscription" }
relationship { upstream = "ordering", downstream = "wordless" }
service "orders" { context = "ordering", dependencies = { sync "cooks" } }
service "cooks" { context = "kitchen" }
service "standing-orders" { context = "subscription", dependencies = { sync "orders" } }
