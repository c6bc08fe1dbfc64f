-- Sagas and scenarios realise a relationship, too: what an orchestrator asks, what one service sends another.
-- select: contexts/unused-relationship
context "ordering"
context "accounting"
context "kitchens"
context "kitchen" { parent = "kitchens" }
context "mail"
context "stock"
relationship { upstream = "accounting", downstream = "ordering" }
relationship { upstream = "kitchens", downstream = "ordering" }
relationship { upstream = "mail", downstream = "ordering" } -- expect: contexts/unused-relationship "'ordering' is declared downstream of 'mail'"
relationship { upstream = "stock", downstream = "ordering" }
relationship { upstream = "stock", downstream = "accounting" } -- expect: contexts/unused-relationship "'stock'"
service "orders" { context = "ordering", dependencies = { sync "carts" } }
service "carts" { context = "ordering" }
service "accounts" { context = "accounting" }
service "tickets" { context = "kitchen" }
service "mails" { context = "mail" }
service "shelves" { context = "stock" }
saga "order" {
  orchestrator = "orders",
  steps = { step "pay" { service = "accounts", action = "authorize" }, step "cook" { service = "tickets", action = "cook" } },
}
saga "return" {
  coordination = "choreography",
  steps = { step "back" { service = "orders", action = "back" }, step "shelve" { service = "shelves", action = "shelve" } },
}
scenario "told" { opt "later" { "orders --> mails: done" } }
