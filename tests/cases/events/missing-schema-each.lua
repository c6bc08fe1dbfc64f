-- However many have none, each is told.
-- select: events/missing-schema
for i = 1, 6 do
  event("order.e" .. i) { kind = "integration" } -- expect: events/missing-schema "order.e1", events/missing-schema "order.e2", events/missing-schema "order.e3", events/missing-schema "order.e4", events/missing-schema "order.e5", events/missing-schema "order.e6"
end
