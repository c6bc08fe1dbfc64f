-- One call less is enough: a call that no scenario shows is taken for an example, with what is to be written. What two
-- findings say can be written for both: the second time the event is there.
-- select: calls/fan-out
-- help: calls/fan-out 1 call less is enough
-- help: calls/fan-out for instance of mail (add publishes = { event "mail.changed" {} } to mail unless it is there, add consumes = { on "mail.changed" } to orders, and drop sync "mail")
-- help: calls/fan-out for instance of mail (add publishes = { event "mail.changed" {} } to mail unless it is there, add consumes = { on "mail.changed" } to carts, and drop sync "mail")
context "s" {}
service "orders" {
  context = "s",
  dependencies = { sync "stock" {}, sync "mail" {}, sync "bank" {} }, -- expect: calls/fan-out "orders calls 3 others, limit 2, and waits for the slowest"
}
service "carts" {
  context = "s",
  dependencies = { sync "mail" {}, sync "stock" {}, sync "bank" {} }, -- expect: calls/fan-out
}
service "stock" { context = "s" }
service "mail" { context = "s" }
service "bank" { context = "s" }
scenario "buy" { "orders -> stock: reserve" }
config { rules = { ["calls/fan-out"] = { limit = 2 } } }
