-- select: events/dead-letter-unread
context "sales"
external "ticket-system"
topic "orders" { dead_letter = "dead-orders" }
topic "dead-orders" -- expect: events/dead-letter-unread "nobody reads 'dead-orders', the dead letters of 'orders'"
topic "dead-mails" -- expect: events/dead-letter-unread "nobody reads 'dead-mails', the dead letters of 'mailers'"
consumer_group "mailers" { dead_letter = "dead-mails" }
-- Read by people, by a service, by another system; outside the model; no dead letters at all.
topic "a" { dead_letter = "dead-a" }
topic "dead-a"
consumer_group "on-call" { topics = { "dead-a" } }
topic "b" { dead_letter = "dead-b" }
topic "dead-b"
event "gave-up" { topic = "dead-b" }
service "repair" { context = "sales", consumes = { on "gave-up" } }
topic "c" { dead_letter = "dead-c" }
topic "dead-c"
scenario "open a ticket" { "dead-c ->> ticket-system: what failed" }
topic "d" { dead_letter = true }
topic "e"
