-- select: model/*
-- Tracing may be declared in its service or on its own, naming it.
team "operations" {}
context "ordering" { owner = "operations" }
service "order-service" { context = "ordering", description = "Takes orders",
  tracing = tracing { tracer = "otlp", sample_rate = "1%" }, dependencies = { sync "mail-service" {} } }
service "mail-service" { context = "ordering", description = "Writes mails" }
tracing { service = "mail-service", tracer = "jaeger", sample_rate = 0.01 }
tracing { service = "mial-service" } -- expect: model/unresolved "no service 'mial-service'"
