-- The calls of the one who needs most are all told, and of many how to see the rest.
-- select: calls/distributed-monolith
-- related: calls/distributed-monolith front calls s20, and 2 more calls: lunette show front
context "a" {}
for i = 1, 22 do service("s" .. i) { context = "a" } end
service "front" { -- expect: calls/distributed-monolith
  context = "a",
  dependencies = {
    sync "s1",
    sync "s2",
    sync "s3",
    sync "s4",
    sync "s5",
    sync "s6",
    sync "s7",
    sync "s8",
    sync "s9",
    sync "s10",
    sync "s11",
    sync "s12",
    sync "s13",
    sync "s14",
    sync "s15",
    sync "s16",
    sync "s17",
    sync "s18",
    sync "s19",
    sync "s20",
    sync "s21",
    sync "s22",
  },
}
