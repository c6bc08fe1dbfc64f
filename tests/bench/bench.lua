--- `make bench`: what the program costs, against its goals and against what else could do the work.
---
--- Medians of 5 runs of whole processes (3 of the largest model; up to 25 of what takes milliseconds, where one
--- interruption is half of a run), in processor time; ratios are taken in one run on one machine. A missed goal is
--- shown, not an error: a busy machine proves nothing.

local helpers = require "tests.spec.helpers"

local RUNS, MOST_RUNS, ENOUGH_MS = 5, 25, 1500
local SHOP = "models/ecommerce"
local OUTSIDE_GENERATOR = "../shared/tools"
local LARGE = { "--limit", "source=256MiB", "--limit", "steps=1000000000", "--limit", "memory=2GiB",
  "--limit", "entities=10000000", "--limit", "time=300s",
  "--limit", "allocation=256MiB" }

local function median(values)
  table.sort(values)
  return values[(#values + 1) // 2]
end

--- What one run of a command costs; raises when it fails, for then it did less than the work.
local function cost_once(arguments, program)
  local status, _, err, measured = helpers.run(arguments, { program = program, timeout_s = 300 })
  if status > 1 or status < 0 then error(table.concat(arguments, " ") .. ": " .. err, 0) end
  return measured.cpu_ms, measured.peak_kib
end

--- What a command costs, and what another does in turns with it, so that both meet the same machine.
---@param arguments string[]
---@param other? { arguments: string[], program: string, runs?: integer }
---@return number cpu_ms, integer peak_kib, number? other_ms
local function cost(arguments, other)
  local times, peaks, others, spent_ms = {}, {}, {}, 0
  local least, most = other and other.runs or RUNS, other and other.runs or MOST_RUNS
  for run = 1, most do
    if run > least and spent_ms > ENOUGH_MS then break end
    times[run], peaks[run] = cost_once(arguments)
    if other then others[run] = cost_once(other.arguments, other.program) end
    spent_ms = spent_ms + times[run] + (others[run] or 0)
  end
  return median(times), median(peaks), other and median(others)
end

--- What the check of a model costs, and what Lua alone makes of the file.
---@return number cpu_ms, integer peak_kib, number bare_ms
local function check_cost(path, runs)
  return cost({ "check", path, table.unpack(LARGE) },
    { arguments = { "tests/bench/bare.lua", path }, program = "lua5.4", runs = runs })
end

--- The stages of a check and their shares of its time: "evaluate 66 %, decode 20 %, …".
local function shares(path)
  local _, _, err = helpers.run({ "check", path, "--timing", table.unpack(LARGE) }, { timeout_s = 300 })
  local stages, sum, words = {}, 0, {}
  for name, ms in err:gmatch("(%a+) ([%d.]+) ms") do
    stages[#stages + 1] = { name = name, ms = tonumber(ms) }
    sum = sum + tonumber(ms)
  end
  for index, stage in ipairs(stages) do words[index] = ("%s %.0f %%"):format(stage.name, stage.ms / sum * 100) end
  return table.concat(words, ", ")
end

---@param goal? number the most there may be; nil: it is only told
local function report(what, value, unit, goal)
  local shown = (unit == "x" and "%.2f x" or "%.1f " .. unit):format(value)
  local judged = goal and ("goal %-9s %s"):format(("%g %s"):format(goal, unit), value <= goal and "met" or "MISSED")
  print((("%-58s %12s   %s"):format(what, shown, judged or ""):gsub("%s+$", "")))
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
  report("check of " .. SHOP, (cost { "check", SHOP }), "ms", 10)
end

local SIZES = {
  { services = 100 },
  { services = 1000, ratio = 1.5, peak_mib = 40 },
  { services = 10000, growth = 13 },
  { services = 100000, cpu_ms = 5000, peak_mib = 1024, runs = 3 },
}

--- What checking generated models of growing size costs, against the goals of each size.
function rows.check_by_size()
  local before_ms
  for _, size in ipairs(SIZES) do
    local what, path = ("check of %d services"):format(size.services), generate(size.services)
    local cpu_ms, peak_kib, bare_ms = check_cost(path, size.runs)
    report(what, cpu_ms, "ms", size.cpu_ms)
    report(what .. " / Lua alone on the same file", cpu_ms / bare_ms, "x", size.ratio)
    report(what .. ", peak memory", peak_kib / 1024, "MiB", size.peak_mib)
    if before_ms then report(what .. " / of a tenth of them", cpu_ms / before_ms, "x", size.growth) end
    print("  " .. shares(path))
    before_ms = cpu_ms
  end
end

function rows.check_outside_generator()
  local path = generate_outside(1000)
  if not path then return end
  local cpu_ms, _, bare_ms = check_cost(path)
  report("check of 1000 production-like services / Lua alone", cpu_ms / bare_ms, "x", 1.5)
  print("  " .. shares(path))
end

local order = { "check_shop", "check_by_size", "check_outside_generator" }

for _, name in ipairs(order) do
  local done, message = pcall(rows[name])
  if not done then print(("%-58s %12s   %s"):format(name, "-", message)) end
end

require "tests.bench.drawing" { cost = cost, report = report, report_absent = report_absent, generate = generate }
