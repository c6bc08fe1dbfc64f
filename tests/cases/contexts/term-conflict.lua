-- select: contexts/term-conflict
context "ordering" {
  language = { Order = "an intent to buy", Customer = "who pays", Line = "one article of an order" },
}
context "kitchen" {
  language = {
    order = "a dish to cook", -- expect: contexts/term-conflict "'order' means one thing in 'ordering' and another in 'kitchen'"
    Customer = "Who  pays.",
  },
}
context "crm" {
  language = {
    Customer = "anyone we ever wrote to", -- expect: contexts/term-conflict "'Customer'"
  },
}
relationship { upstream = "ordering", downstream = "kitchen" }
service "orders" { context = "ordering", dependencies = { sync "contacts" } }
service "contacts" { context = "crm" }
