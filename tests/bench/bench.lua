--- `make bench`: what the program costs, against its goals and against what else could do the work.
---
--- Medians of 5 runs of whole processes, in processor time; ratios are taken in one run on one machine. A
--- missed goal is shown, not an error: a busy machine proves nothing.

local helpers = require "tests.spec.helpers"

local RUNS = 5
local SHOP = "models/ecommerce"
local OUTSIDE_GENERATOR = "../shared/tools"
local LARGE = { "--limit", "source=64MiB", "--limit", "steps=1000000000", "--limit", "memory=1GiB",
  "--limit", "entities=10000000", "--limit", "time=300s",
  "--limit", "allocation=256MiB" }

local function median(values)
  table.sort(values)
  return values[(#values + 1) // 2]
end

--- What a command costs; raises when it fails, for then it did less than the work.
---@param arguments string[]
---@param program? string
---@return number cpu_ms, integer peak_kib
local function cost(arguments, program)
  local times, peaks = {}, {}
  for run = 1, RUNS do
    local status, _, err, measured = helpers.run(arguments, { program = program, timeout_s = 300 })
    if status > 1 or status < 0 then error(table.concat(arguments, " ") .. ": " .. err, 0) end
    times[run], peaks[run] = measured.cpu_ms, measured.peak_kib
  end
  return median(times), median(peaks)
end

local function check_cost(path)
  return cost { "check", path, table.unpack(LARGE) }
end

local function bare_cost(path)
  return cost({ "tests/bench/bare.lua", path }, "lua5.4")
end

local function report(what, value, unit, goal)
  local shown = (unit == "x" and "%.2f x" or "%.1f " .. unit):format(value)
  print(("%-58s %12s   goal %-8s %s"):format(what, shown, ("%g %s"):format(goal, unit),
    value <= goal and "met" or "MISSED"))
end

local function report_absent(what, peer)
  print(("%-58s %12s   %s is not installed"):format(what, "-", peer))
end

local generated = {}

--- The path of a generated model.
local function generate(count)
  if not generated[count] then
    local text = helpers.shell("lua5.4 tests/bench/generate.lua " .. count)
    generated[count] = helpers.model(text) .. "/model.lua"
  end
  return generated[count]
end

local function generate_outside(count)
  local facts, folder = helpers.temp_dir() .. "/facts.json", helpers.temp_dir()
  local made = helpers.shell(("python3 %s/gen.py %d -o %s && python3 %s/corpus2lua.py %s > %s/model.lua"):format(
    OUTSIDE_GENERATOR, count, facts, OUTSIDE_GENERATOR, facts, folder))
  return made and folder .. "/model.lua"
end

local rows = {}

function rows.check_shop()
  report("check of " .. SHOP, cost { "check", SHOP }, "ms", 10)
end

function rows.check_against_bare_lua()
  local path = generate(1000)
  local cpu_ms, peak_kib = check_cost(path)
  report("check of 1,000 services / Lua alone on the same file", cpu_ms / bare_cost(path), "x", 1.5)
  report("check of 1,000 services, peak memory", peak_kib / 1024, "MiB", 40)
end

function rows.check_outside_generator()
  local path = generate_outside(1000)
  if not path then return end
  report("check of 1,000 production-like services / Lua alone", check_cost(path) / bare_cost(path), "x", 1.5)
end

function rows.growth()
  report("check of 10,000 services / of 1,000", check_cost(generate(10000)) / check_cost(generate(1000)), "x", 13)
end

function rows.landscape_against_dot()
  local what = "landscape of " .. SHOP .. " to SVG / dot -Tsvg of the same"
  if not helpers.command("dot") then return report_absent(what, "dot") end
  local dot = helpers.temp_dir() .. "/landscape.dot"
  local status, text, err = helpers.run { "render", SHOP, "landscape", "-f", "dot", "-o", "-" }
  if status ~= 0 then error(err, 0) end
  helpers.write(dot, text)
  local ours = cost { "render", SHOP, "landscape", "-f", "svg", "-o", "-" }
  report(what, ours / cost({ "-Tsvg", dot, "-o", "/dev/null" }, "dot"), "x", 0.5)
end

function rows.every_view()
  report("every view of " .. SHOP, cost { "render", SHOP, "-o", helpers.temp_dir() }, "ms", 500)
end

local order = { "check_shop", "check_against_bare_lua", "check_outside_generator", "growth", "landscape_against_dot",
  "every_view" }

for _, name in ipairs(order) do
  local done, message = pcall(rows[name])
  if not done then print(("%-58s %12s   %s"):format(name, "-", message)) end
end
