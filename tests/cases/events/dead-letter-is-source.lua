-- select: events/dead-letter-is-source
topic "orders" {
  dead_letter = "orders", -- expect: events/dead-letter-is-source "the dead letters of 'orders' go to 'orders', which it reads itself"
}
topic "parcels" { dead_letter = "dead" }
topic "dead"
consumer_group "packers" {
  topics = { "dead", "parcels" },
  dead_letter = "parcels", -- expect: events/dead-letter-is-source "the dead letters of 'packers' go to 'parcels'"
}
-- Another topic; outside the model; two queues of which one is where messages wait.
consumer_group "mailers" { topics = { "mails" }, dead_letter = "dead" }
topic "mails" { dead_letter = true }
queue "work" { dead_letter = "wait" }
queue "wait" { dead_letter = "work" }
