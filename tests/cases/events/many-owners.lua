context "sales"
context "stock"
context "mainframe" { legacy = true }
event "item.reserved" { public = true } -- expect: events/many-owners "2 contexts publish 'item.reserved': orders (in sales) and shelves (in stock)"
event "item.sold" { public = true }
event "item.counted" { public = true }
event "mail.requested"
service "orders" {
  context = "sales",
  publishes = { "item.reserved", "item.sold" },
  dependencies = { async "mailer" { event = "mail.requested" } },
}
-- The same context twice; the system that is being replaced; a command that its receiver owns.
service "quotes" { context = "sales", publishes = { "item.reserved", "item.sold" } }
service "shelves" {
  context = "stock",
  publishes = { "item.reserved", "item.counted" },
  dependencies = { async "mailer" { event = "mail.requested" } },
}
service "erp" { context = "mainframe", publishes = { "item.counted" } }
service "mailer" { context = "sales", consumes = { on "mail.requested" } }
