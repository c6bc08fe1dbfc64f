-- One field under two names: the field's own name counts, and the other one is blamed.
-- args: --rule model/undocumented=off --rule model/orphan=off
context "c" {}
service "a" {
  context = "c", domain = "c", -- expect: model/bad-value:27 "'context' and 'domain' are the same field of service 'a'"
  dependencies = {
    sync "a" { timeout = "1s", timeout_ms = 500 }, -- expect: model/bad-value:45 "'timeout' and 'timeout_ms' are the same field of sync 'a'"
  },
  deployment = canary { initial_percentage = 5, initial_percent = 10 }, -- expect: model/bad-value:46 "'initial_percent' and 'initial_percentage' are the same field of canary"
}
slo "availability" { service = "a", service_name = "a", target = "99%", window = "7d", window_days = 7 } -- expect: model/bad-value:52 "'service' and 'service_name'", model/bad-value:102 "'window' and 'window_days'"
