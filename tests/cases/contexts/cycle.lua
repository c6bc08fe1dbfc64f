-- select: contexts/cycle
-- The shortest circle of those that hang together; a second group of its own.
context "a"
context "b"
context "c"
context "d"
context "x"
context "y"
relationship { upstream = "a", downstream = "b" }
relationship { upstream = "b", downstream = "c" }
relationship { upstream = "c", downstream = "d" } -- expect: contexts/cycle "2 contexts are upstream of each other in a circle: c -> d -> c"
-- help: contexts/cycle write in place of both: relationship { between = { "c", "d" }, pattern = "partnership" }
relationship { upstream = "d", downstream = "a" }
relationship { upstream = "c", downstream = "a" }
relationship { upstream = "d", downstream = "c" }
relationship { upstream = "x", downstream = "y" } -- expect: contexts/cycle "x -> y -> x"
relationship { upstream = "y", downstream = "x" }
relationship { upstream = "a", downstream = "x" }
