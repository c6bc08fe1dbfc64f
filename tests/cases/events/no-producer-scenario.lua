-- A call is no message, another event is another event, and what comes from within is declared in `publishes`.
-- select: events/no-producer
context "money"
external "card-network"
event "payment.settled" -- expect: events/no-producer
event "payment.refused" -- expect: events/no-producer
event "payment.late" -- expect: events/no-producer
service "billing" { context = "money", consumes = { on "payment.settled", on "payment.refused", on "payment.late" } }
service "ledger" { context = "money" }
scenario "pay" {
  "card-network -> billing: payment.settled",
  "card-network ->> billing: payment.unknown",
  "ledger ->> billing: payment.late",
}
