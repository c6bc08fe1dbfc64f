-- args: --rule events/replication-low.limit=2
topic "two" { replication = 2 }
topic "one" { replication = 1 } -- expect: events/replication-low "'one' has 1 copy, which is lost with its node; at least 2 wanted"
