-- The same loop with an end, under the same limit.
-- args: --limit steps=100000
for n = 1, 100 do local _ = n end
context "c" {}
