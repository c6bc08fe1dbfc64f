-- However many lack it, each is told.
-- select: events/missing-dead-letter, events/dead-letter-unread
broker "kafka" { technology = "kafka" }
for i = 1, 6 do
  topic("t" .. i) { broker = "kafka" } -- expect: events/missing-dead-letter "'t1'", events/missing-dead-letter "'t2'", events/missing-dead-letter "'t3'", events/missing-dead-letter "'t4'", events/missing-dead-letter "'t5'", events/missing-dead-letter "'t6'"
end
consumer_group "all" { topics = { "t1", "t2", "t3", "t4", "t5", "t6" } }

for i = 1, 6 do
  topic("d" .. i) -- expect: events/dead-letter-unread "'d1'", events/dead-letter-unread "'d2'", events/dead-letter-unread "'d3'", events/dead-letter-unread "'d4'", events/dead-letter-unread "'d5'", events/dead-letter-unread "'d6'"
end
for i = 1, 6 do topic("s" .. i) { dead_letter = "d" .. i } end
