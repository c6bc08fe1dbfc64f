-- Every edge of a circle is told, and of a long one how to see the rest.
-- select: calls/cycle
-- related: calls/cycle s7 calls s1
-- related: calls/cycle t21 calls t22, and 2 more calls: lunette show t22
-- related: calls/cycle shows s7 -> s1, and 2 more steps
context "a" {}
service "s1" { context = "a", dependencies = { sync "s2" } } -- expect: calls/cycle
service "s2" { context = "a", dependencies = { sync "s3" } }
service "s3" { context = "a", dependencies = { sync "s4" } }
service "s4" { context = "a", dependencies = { sync "s5" } }
service "s5" { context = "a", dependencies = { sync "s6" } }
service "s6" { context = "a", dependencies = { sync "s7" } }
service "s7" { context = "a", dependencies = { sync "s1" } }
service "t1" { context = "a", dependencies = { sync "t2" } } -- expect: calls/cycle
service "t2" { context = "a", dependencies = { sync "t3" } }
service "t3" { context = "a", dependencies = { sync "t4" } }
service "t4" { context = "a", dependencies = { sync "t5" } }
service "t5" { context = "a", dependencies = { sync "t6" } }
service "t6" { context = "a", dependencies = { sync "t7" } }
service "t7" { context = "a", dependencies = { sync "t8" } }
service "t8" { context = "a", dependencies = { sync "t9" } }
service "t9" { context = "a", dependencies = { sync "t10" } }
service "t10" { context = "a", dependencies = { sync "t11" } }
service "t11" { context = "a", dependencies = { sync "t12" } }
service "t12" { context = "a", dependencies = { sync "t13" } }
service "t13" { context = "a", dependencies = { sync "t14" } }
service "t14" { context = "a", dependencies = { sync "t15" } }
service "t15" { context = "a", dependencies = { sync "t16" } }
service "t16" { context = "a", dependencies = { sync "t17" } }
service "t17" { context = "a", dependencies = { sync "t18" } }
service "t18" { context = "a", dependencies = { sync "t19" } }
service "t19" { context = "a", dependencies = { sync "t20" } }
service "t20" { context = "a", dependencies = { sync "t21" } }
service "t21" { context = "a", dependencies = { sync "t22" } }
service "t22" { context = "a", dependencies = { sync "t23" } }
service "t23" { context = "a", dependencies = { sync "t1" } }
scenario "round" {
  "s7 -> s1: step 1",
  "s7 -> s1: step 2",
  "s7 -> s1: step 3",
  "s7 -> s1: step 4",
  "s7 -> s1: step 5",
  "s7 -> s1: step 6",
  "s7 -> s1: step 7",
  "s7 -> s1: step 8",
  "s7 -> s1: step 9",
  "s7 -> s1: step 10",
  "s7 -> s1: step 11",
  "s7 -> s1: step 12",
  "s7 -> s1: step 13",
  "s7 -> s1: step 14",
  "s7 -> s1: step 15",
  "s7 -> s1: step 16",
  "s7 -> s1: step 17",
  "s7 -> s1: step 18",
  "s7 -> s1: step 19",
  "s7 -> s1: step 20",
  "s7 -> s1: step 21",
  "s7 -> s1: step 22",
}
