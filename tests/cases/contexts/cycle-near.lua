-- A diamond is no circle, nor is one that a symmetric relationship closes.
context "a"
context "b"
context "c"
context "d"
relationship { upstream = "a", downstream = "b" }
relationship { upstream = "a", downstream = "c" }
relationship { upstream = "b", downstream = "d" }
relationship { upstream = "c", downstream = "d" }
relationship { between = { "a", "d" }, pattern = "partnership" }
