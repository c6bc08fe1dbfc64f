-- "Message Brokers" and "Dead Letter Queues": Kafka, RabbitMQ and Pub/Sub, and where messages go that nobody can
-- handle.

context "shop"

broker "kafka"    { technology = "kafka", nodes = 3 }
broker "rabbitmq" { technology = "rabbitmq", nodes = 3 }
broker "pubsub"   { technology = "pubsub" }

topic "orders"      { broker = "kafka", partitions = 6, replication = 3, dead_letter = "orders-dead" }
topic "orders-dead" { broker = "kafka", partitions = 1, replication = 3, retention = "14d" }
queue "mails"       { broker = "rabbitmq", replication = 3, dead_letter = true }
topic "page-views"  { broker = "pubsub", dead_letter = true }

service "order-service" {
  context = "shop",
  publishes = {
    event "order.created" { topic = "orders", schema = { order_id = "uuid" } },
    event "mail.requested" { topic = "mails", schema = { address = "string" } },
    event "page.viewed" { topic = "page-views", schema = { url = "string" } },
  },
}
service "warehouse" { context = "shop", consumes = { on "order.created" { group = "warehouse", idempotent = true } } }
service "mailer" { context = "shop", consumes = { on "mail.requested" { group = "mailer", idempotent = true } } }
service "analytics" { context = "shop", consumes = { on "page.viewed" { group = "analytics", idempotent = true } } }

consumer_group "warehouse" {
  service = "warehouse", topics = { "orders" }, max_instances = 6, max_deliveries = 5, dead_letter = "orders-dead",
}
