context "a"
context "b"
context "c"
relationship { upstream = "a", downstream = "b" } -- expect: contexts/cycle "a -> b -> c -> a"
relationship { upstream = "b", downstream = "c" }
relationship { upstream = "c", downstream = "a" }
