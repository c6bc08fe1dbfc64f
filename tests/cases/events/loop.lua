-- select: events/loop
context "c"
for _, name in ipairs { "price.changed", "offer.changed", "echo", "x1", "x2", "x3" } do event(name) end
service "offers" {
  context = "c",
  consumes = { on "price.changed" }, -- expect: events/loop "'price.changed' leads to itself again, through 2 services: price.changed -> offers -> offer.changed -> prices -> price.changed"
  publishes = { "offer.changed" },
}
service "prices" { context = "c", consumes = { on "offer.changed" }, publishes = { "price.changed" } }
service "parrot" {
  context = "c",
  consumes = { on "echo" }, -- expect: events/loop "'echo' leads to itself again, through 1 service: echo -> parrot -> echo"
  publishes = { "echo" },
}
service "a" { context = "c", consumes = { on "x3" }, publishes = { "x1" } }
service "b" {
  context = "c",
  consumes = { on "x1" }, -- expect: events/loop "x1 -> b -> x2 -> d -> x3 -> a -> x1"
  publishes = { "x2" },
}
service "d" { context = "c", consumes = { on "x2" }, publishes = { "x3" } }
