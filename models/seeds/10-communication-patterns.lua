-- "Communication Patterns": the five rows of the table, between services of one shop.

context "shop"

-- GraphQL: flexible queries for a frontend.
service "storefront" {
  context = "shop",
  endpoints = { query "productPage" { summary = "A product with all that goes with it" } },
  dependencies = {
    -- gRPC: fast calls between services.
    sync "catalog" { endpoint = "Catalog/GetProduct", protocol = "grpc", timeout = "100ms" },
    -- REST: calls that wait for their answer.
    sync "orders" { endpoint = "POST /orders", protocol = "rest", timeout = "500ms" },
    -- Message queue: nobody waits.
    async "mailer" { through = "mails" },
  },
  publishes = { event "mail.requested" { topic = "mails", schema = { address = "string", template = "string" } } },
}

service "web-shop" {
  context = "shop",
  dependencies = { sync "storefront" { endpoint = "productPage", protocol = "graphql", timeout = "1s" } },
}

service "catalog" { context = "shop", endpoints = { rpc "Catalog/GetProduct" } }
service "orders" {
  context = "shop",
  endpoints = { POST "/orders" },
  -- Serverless: a function that runs when an order has a picture to shrink.
  dependencies = { sync "thumbnails" { endpoint = "resize-image", protocol = "function", timeout = "3s" } },
}

service "mailer" {
  context = "shop",
  consumes = { on "mail.requested" { expects = { "address", "template" }, group = "mailer", idempotent = true } },
}
service "thumbnails" {
  context = "shop",
  technologies = { runtime = "aws-lambda" },
  endpoints = { handler "resize-image" },
}

broker "rabbitmq" { technology = "rabbitmq", nodes = 3 }
queue "mails" { broker = "rabbitmq", replication = 3, dead_letter = true }
