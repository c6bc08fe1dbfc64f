-- A map of contexts and nothing else is complete as such.
context "ordering"
context "inventory"
relationship { upstream = "inventory", downstream = "ordering" }
