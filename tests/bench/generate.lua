--- Writes a model of N services with two or three calls each, the same for the same N, clean under check.
---
---   lua5.4 tests/bench/generate.lua 1000 > model.lua
---
--- Ten services make a context: two at its edge, three in its middle, five at its end. Each calls the layer behind
--- it, and the edge one service at the end of the next context. So nothing is deeper than three calls, and patience,
--- objectives and importance can grow from layer to layer, as the rules want it.

local IN_CONTEXT = 10

local count = tonumber(arg[1]) or 1000
local technologies = { "go", "java", "python", "kotlin", "rust" }
local stores = { "postgresql", "mongodb", "redis" }

-- From the edge inwards: how far behind it the services lie that a layer calls, and what it promises.
local edge = { calls = { 2, 3, 4 }, beyond = true, timeout_ms = 2000, availability = "95%", criticality = "medium" }
local middle = { calls = { 5, 6, 7, 8, 9 }, timeout_ms = 300, availability = "99%", criticality = "high" }
local last = { calls = {}, availability = "99.9%", criticality = "critical" }
local layers = { [0] = edge, edge, middle, middle, middle, last, last, last, last, last }

local function write(format, ...) io.write(format:format(...)) end

local function name_of(index) return ("service-%06d"):format(index) end

local function context_of(index) return (index - 1) // IN_CONTEXT end

local function position_of(index) return (index - 1) % IN_CONTEXT end

--- The services that a service calls, by their numbers.
local function targets_of(index)
  local first, layer, targets = context_of(index) * IN_CONTEXT + 1, layers[position_of(index)], {}
  for _, position in ipairs(layer.calls) do targets[#targets + 1] = first + position end
  if layer.beyond then targets[#targets + 1] = first + 2 * IN_CONTEXT - 1 end
  while targets[1] and targets[#targets] > count do targets[#targets] = nil end
  return targets
end

local function write_context(context)
  write('context "context-%05d" { subdomain = "supporting", owner = "team-%02d", description = "Part %d" }\n',
    context, context % 20, context)
  if context > 0 then
    write('relationship { upstream = "context-%05d", downstream = "context-%05d", pattern = "customer-supplier" }\n',
      context, context - 1)
  end
end

local function write_calls(index)
  local timeout_ms = layers[position_of(index)].timeout_ms
  write("  dependencies = {\n")
  for _, target in ipairs(targets_of(index)) do
    write('    sync "%s" { endpoints = { "GET /items", "GET /items/{id}", "POST /items" }, timeout = "%dms",\n',
      name_of(target), timeout_ms - index % 100)
    write('      retry = { max_attempts = 2, backoff = "20ms", max_backoff = "100ms", jitter = true },\n')
    write('      circuit_breaker = { failure_threshold = 5, reset_timeout = "30s" } },\n')
  end
  write("  },\n")
end

local function write_service(index)
  local layer = layers[position_of(index)]
  write('service "%s" {\n', name_of(index))
  write('  context = "context-%05d", description = "Keeps record %d and answers for it",\n', context_of(index), index)
  write('  criticality = "%s",\n', layer.criticality)
  write('  technologies = { language = "%s", framework = "house" },\n', technologies[index % #technologies + 1])
  write('  endpoints = {\n    GET "/items" { summary = "List" },\n    GET "/items/{id}" { summary = "Read one" },\n')
  write('    POST "/items" { summary = "Add one", idempotent = true },\n  },\n')
  write_calls(index)
  if index % 3 == 0 then
    write('  datastores = { datastore "%s-db" { technology = "%s", purpose = "records" } },\n', name_of(index),
      stores[index % #stores + 1])
  end
  write('  health = { liveness "/live" { interval = "30s" }, readiness "/ready" { interval = "10s" } },\n')
  write('  slos = { slo "availability" { target = "%s", window = "30d" } },\n', layer.availability)
  write('  deployment = rolling { max_surge = 1, max_unavailable = 0 },\n')
  write('  scaling = { strategy = "horizontal", min = 2, max = %d },\n}\n', 4 + index % 6)
end

write('architecture "Generated, %d services" { pattern = "microservices" }\n', count)
for team = 0, 19 do write('team "team-%02d" { contact = "team-%02d@example.org" }\n', team, team) end
for context = 0, context_of(count) do write_context(context) end
for index = 1, count do write_service(index) end
