-- Where no few calls break all chains, the one that breaks this chain is told.
-- select: calls/depth
-- help: calls/depth others that are longer than 4 remain
context "s" {}
for chain = 1, 6 do
  for i = 1, 6 do
    local calls = i < 6 and { sync(("s-%d-%d"):format(chain, i + 1)) } or {} -- expect: calls/depth, calls/depth, calls/depth, calls/depth, calls/depth, calls/depth
    service(("s-%d-%d"):format(chain, i)) { context = "s", dependencies = calls }
  end
end
