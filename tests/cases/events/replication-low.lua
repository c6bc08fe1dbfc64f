-- select: events/replication-low
broker "kafka" { technology = "kafka", nodes = 3 }
broker "single" { technology = "kafka", nodes = 1 }
broker "rabbit" { technology = "RabbitMQ", nodes = 3 }
broker "queues" { technology = "Amazon SQS" }
broker "stream" { technology = "nats-jetstream" }
broker "unknown"
topic "one" { broker = "kafka", replication = 1 } -- expect: events/replication-low "'one' has 1 copy, which is lost with its node; at least 3 wanted"
topic "two" { broker = "kafka", replication = 2 } -- expect: events/replication-low "'two' has 2 copies"
topic "four" { broker = "kafka", replication = 4 } -- expect: events/replication-low "'four' wants 4 copies, but 'kafka' has 3 nodes to keep them"
topic "two-of-one" { broker = "single", replication = 2 } -- expect: events/replication-low "wants 2 copies, but 'single' has 1 node to keep them"
topic "one-of-one" { broker = "single", replication = 1 } -- expect: events/replication-low "1 copy"
topic "streamed" { broker = "stream", replication = 1 } -- expect: events/replication-low "1 copy"
topic "somewhere" { replication = 1 } -- expect: events/replication-low "1 copy"
queue "mirrored" { broker = "rabbit", replication = 5 } -- expect: events/replication-low "wants 5 copies"
-- Enough; not said; brokers where one copy is usual or none are counted.
topic "three" { broker = "kafka", replication = 3 }
topic "quiet" { broker = "kafka" }
queue "classic" { broker = "rabbit", replication = 1 }
queue "sent" { broker = "queues", replication = 1 }
topic "five" { broker = "unknown", replication = 5 }
