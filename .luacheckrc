-- Which globals each kind of Lua file may see.
std = "lua54"
max_line_length = 120
codes = true
cache = false
exclude_files = { "build", "tests/cases", "tests/hostile", "tests/golden" }

-- The language: what a model sees besides what is left of Lua's library.
local language = {
  globals = {},
  read_globals = {
    "architecture", "team", "actor", "external", "context", "domain", "relationship", "service",
    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "rpc", "query", "mutation", "handler",
    "sync", "async", "broker", "topic", "queue", "event", "on", "consumer_group", "datastore",
    "gateway", "route", "to", "mesh", "traffic",
    "circuit_breaker", "retry_policy", "timeout", "rate_limit", "quota", "bulkhead", "access",
    "saga", "step", "event_sourcing", "cqrs", "liveness", "readiness", "startup", "slo", "tracing",
    "canary", "blue_green", "rolling", "recreate", "shadow", "ab_test",
    "scenario", "alt", "otherwise", "opt", "loop", "par", "critical", "workload", "experiment",
    "pod_kill", "network_delay", "network_loss", "abort", "cpu_stress", "memory_stress", "dns_error",
    "aws_failure", "view", "rule", "allow", "config", "scaffold", "include",
  },
}
stds.lunette = language

files["models"] = { std = "lua54+lunette" }
files["lua/patterns"] = { std = "lua54+lunette" }
files["lua/lunette"] = { std = "lua54+lunette" }
files["lua/microservices.lua"] = { std = "lua54+lunette" }
-- The editor's stubs declare the language, so they set what models read.
files["lua/meta"] = { ignore = { "111", "112", "113", "121", "131", "211", "212", "631" } }
files["tests/browser"] = { std = "lua54+lunette" }
files["tests/spec"] = { std = "lua54+busted" }
