-- After Sock Shop's network policies, which select and admit pods by a label that the deployment does not use:
-- as the model has it, a policy for a name that nobody calls by, beside callers that none admits.
context "shop"
service "carts" { context = "shop" }
service "cart-cache" { context = "shop" }
service "front-end" { context = "shop", dependencies = { sync "carts", sync "orders" } }
service "orders" { context = "shop", dependencies = { sync "carts" } }
access { from = { "front-end" }, to = "cart-cache" } -- expect: mesh/access-unused "front-end may call cart-cache, but never does"
access { from = { "front-end" }, to = "carts" } -- expect: mesh/access-missing "orders calls carts, which does not admit it"
