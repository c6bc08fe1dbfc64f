-- Targets go by what is measured.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {}
service "a" {
  context = "c",
  slos = {
    slo "availability" { target = 99.9, window = "30d" }, -- expect: model/bad-value:35 "the target of slo 'availability' wants a ratio"
    slo "error_rate" { target = "10ms", window = "30d" }, -- expect: model/bad-value:33 "wants a ratio"
    slo "latency_p99" { target = "99%", window = "7d" }, -- expect: model/bad-value:34 "wants a duration"
    slo "latency_p50" { target = 200, window = "7d" }, -- expect: model/bad-value:34 "wants a duration"
    slo "throughput" { target = "500ms", window = "1h" }, -- expect: model/bad-value:33 "wants a rate"
    slo "freshness" { target = "500/s", window = "1h" }, -- expect: model/bad-value:32 "wants a duration"
    slo "much" { target = "much", window = "soon" }, -- expect: model/bad-value:27 "'target' wants a ratio", model/bad-value:44 "'window' wants a duration"
    slo "p" { target = "200ms", window = "7d", percentile = 99 }, -- expect: model/bad-value:61 "'percentile' is 99"
    slo "q" { target = "200ms", window = 7, sli = "speed" }, -- expect: model/bad-value:42 "'window = 7' has no unit", model/bad-value:51 "'sli' wants one of"
  },
}
