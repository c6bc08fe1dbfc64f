-- select: events/schema-mismatch
-- help: events/schema-mismatch drop vat from expects, or let the publisher give it: add vat = "string" to the schema of 'order.created'
-- help: events/schema-mismatch expect count = "int", paid = "Boolean" and total = "decimal(10,2)"
-- help: events/schema-mismatch add ["customer.phone"] = "string" to the schema
context "sales"
event "order.created" {
  schema = {
    order_id = "uuid", total = "decimal(10,2)", items = "list<item>", count = "int", paid = "Boolean",
    at = "timestamp", state = "OrderState", ship_to = "address", customer = { id = "uuid", name = "string" },
    extra = "json",
  },
}
event "order.shipped"
service "orders" { context = "sales", publishes = { "order.created", "order.shipped" } }

service "billing" {
  context = "sales",
  consumes = {
    on "order.created" {
      expects = { "order_id", "vat", "total" }, -- expect: events/schema-mismatch "billing expects of 'order.created' what its schema does not give: vat (there is no such field)"
    },
  },
}
service "reports" {
  context = "sales",
  consumes = {
    on "order.created" {
      expects = {
        count = "string", -- expect: events/schema-mismatch "count as string (it is int), paid as int (it is Boolean) and total as integer (it is decimal(10,2))"
        order_id = "UUID",
        paid = "int",
        total = "integer",
      },
    },
  },
}
service "shipping" {
  context = "sales",
  consumes = {
    on "order.created" {
      expects = { ship_to = "warehouse" }, -- expect: events/schema-mismatch "ship_to as warehouse (it is address)"
    },
  },
}
service "labels" {
  context = "sales",
  consumes = {
    on "order.created" {
      expects = { "customer.id", "customer.phone" }, -- expect: events/schema-mismatch "customer.phone (there is no such field)"
    },
  },
}
-- Synonyms, wider types, parts of what is not laid out, types of one's own; no schema; no word of what is expected.
service "search" {
  context = "sales",
  consumes = {
    on "order.created" {
      expects = {
        order_id = "string", total = "number", items = "array", count = "Integer", paid = "bool", at = "datetime",
        state = "string", ship_to = "object", ["ship_to.street"] = "string", customer = "object",
        ["customer.id"] = "guid", ["extra.note"] = "string",
      },
    },
    on "order.shipped" { expects = { "tracking_code" } },
  },
}
service "mailer" { context = "sales", consumes = { on "order.created" } }
