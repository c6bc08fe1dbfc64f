-- A gateway whose routes nobody wrote down yet.
context "shop"
actor "customer"
service "orders" { context = "shop" }
gateway "front-door"
scenario "buy" { "customer -> orders: POST /orders" }
