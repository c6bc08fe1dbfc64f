--- Writes a model of N services with about three calls each, the same for the same N, clean under check.
---
---   lua5.4 tests/bench/generate.lua 1000 > model.lua

local IN_CONTEXT = 10

local count = tonumber(arg[1]) or 1000
local technologies = { "go", "java", "python", "kotlin", "rust" }
local criticalities = { "high", "high", "medium" }
local stores = { "postgresql", "mongodb", "redis" }

local function write(format, ...) io.write(format:format(...)) end

local function name_of(index) return ("service-%05d"):format(index) end

local function context_of(index) return (index - 1) // IN_CONTEXT end

--- Two calls inside the context and one to the first service of the next: no cycle, few relationships.
local function targets_of(index)
  local targets = {}
  local context = context_of(index)
  for _, step in ipairs { 1, 3 } do
    local target = index + step
    if target <= count and context_of(target) == context then targets[#targets + 1] = target end
  end
  local next_first = (context + 1) * IN_CONTEXT + 1
  if next_first <= count then targets[#targets + 1] = next_first end
  return targets
end

local function write_context(context)
  write('context "context-%04d" { subdomain = "supporting", owner = "team-%02d", description = "Part %d" }\n',
    context, context % 20, context)
  if context > 0 then
    write('relationship { upstream = "context-%04d", downstream = "context-%04d", pattern = "customer-supplier" }\n',
      context, context - 1)
  end
end

local function write_calls(index)
  write("  dependencies = {\n")
  for _, target in ipairs(targets_of(index)) do
    write('    sync "%s" { endpoint = "GET /items/{id}", timeout = "%dms",\n', name_of(target), 2000 - index % 100)
    write('      retry = { max_attempts = 2, backoff = "20ms", max_backoff = "100ms" },\n')
    write('      circuit_breaker = { failure_threshold = 5, reset_timeout = "30s" } },\n')
  end
  write("  },\n")
end

local function write_service(index)
  write('service "%s" {\n', name_of(index))
  write('  context = "context-%04d", description = "Keeps record %d and answers for it",\n', context_of(index), index)
  write('  criticality = "%s",\n', criticalities[index % #criticalities + 1])
  write('  technologies = { language = "%s", framework = "house" },\n', technologies[index % #technologies + 1])
  write('  endpoints = {\n    GET "/items" { summary = "List" },\n    GET "/items/{id}" { summary = "Read one" },\n')
  write('    POST "/items" { summary = "Add one", idempotent = true },\n  },\n')
  write_calls(index)
  if index % 3 == 0 then
    write('  datastores = { datastore "%s-db" { technology = "%s", purpose = "records" } },\n', name_of(index),
      stores[index % #stores + 1])
  end
  write('  health = { liveness "/live" { interval = "30s" }, readiness "/ready" { interval = "10s" } },\n')
  write('  slos = { slo "availability" { target = "99%%", window = "30d" } },\n')
  write('  deployment = rolling { max_surge = 1, max_unavailable = 0 },\n')
  write('  scaling = { strategy = "horizontal", min = 2, max = %d },\n}\n', 4 + index % 6)
end

write('architecture "Generated, %d services" { pattern = "microservices" }\n', count)
for team = 0, 19 do write('team "team-%02d" { contact = "team-%02d@example.org" }\n', team, team) end
for context = 0, context_of(count) do write_context(context) end
for index = 1, count do write_service(index) end
