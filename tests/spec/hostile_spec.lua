--- Models that mean harm: each ends in its expected class, in time, within its memory, and says nothing
--- that a terminal or a build log would obey. tests/hostile/EXPECT.tsv describes the classes; a larger
--- collection beside the repository is run too when it is there.

local helpers = require "tests.spec.helpers"

local MAX_WALL_S, MAX_PEAK_KIB = 10, 256 * 1024
local STABLE_RUNS = 20
local SECRET = "canary-4f1d2c"

local FAILED = { "syntax", "runtime", "forbidden", "source",
  "limit.time", "limit.steps", "limit.memory", "limit.depth", "limit.size" }

---@class tests.hostile
---@field path string
---@field classes string[] any of them will do
---@field stable boolean
---@field must_not_match? string a Perl regular expression

local function parse_classes(text)
  local classes = {}
  for class in text:gsub("%+stable", ""):gmatch("[^|]+") do
    if class == "error" then
      table.move(FAILED, 1, #FAILED, #classes + 1, classes)
    else
      classes[#classes + 1] = class
    end
  end
  return classes
end

---@param folder string
---@return tests.hostile[]
local function read_cases(folder)
  local cases = {}
  for line in (helpers.read(folder .. "/EXPECT.tsv") or ""):gmatch("[^\n]+") do
    local file, expect, unwanted = line:match("^([^\t]+)\t([^\t]+)\t([^\t]+)")
    if file and file:match("^models/") then
      cases[#cases + 1] = {
        path = folder .. "/" .. file, classes = parse_classes(expect),
        stable = expect:find("+stable", 1, true) ~= nil,
        must_not_match = unwanted ~= "-" and unwanted or nil,
      }
    end
  end
  return cases
end

local function names_class(output, class)
  local pattern = "%f[%w]" .. class:gsub("%.", "%%.") .. "%f[^%w.]"
  return output:find(pattern) ~= nil
end

local function is_expected(case, status, output)
  for _, class in ipairs(case.classes) do
    if class == "ok" and status == 0 then return true end
    if class ~= "ok" and status == 3 and names_class(output, class) then return true end
  end
  return false
end

--- What no output may hold, whatever the model was.
local function complain_about(output, case)
  if output:find("[%z\1-\8\11-\31\127]") then return "control bytes" end
  if helpers.matches(output, [[(?m)^\s*::|##\[]]) then return "a command to a build log" end
  if output:find(SECRET, 1, true) then return "a value of the environment" end
  if case.must_not_match and helpers.matches(output, case.must_not_match) then
    return case.must_not_match
  end
end

local function run_once(case)
  local status, out, err, measured = helpers.run({ "check", case.path, "--rule", "model/empty=off" },
    { timeout_s = 3 * MAX_WALL_S, env = { LUNETTE_TEST_CANARY = SECRET } })
  local output = out .. err
  local shown = ("status %d, signal %d, output:\n%s"):format(status, measured.signal, output:sub(1, 2000))
  assert(measured.signal == 0 and measured.timeout == 0, shown)
  assert(measured.wall_ms <= MAX_WALL_S * 1000, ("took %.0f ms"):format(measured.wall_ms))
  if not helpers.sanitized then
    assert(measured.peak_kib <= MAX_PEAK_KIB, ("took %d KiB"):format(measured.peak_kib))
  end
  local class_text = table.concat(case.classes, "|")
  assert(is_expected(case, status, output), "expected " .. class_text .. "; " .. shown)
  local complaint = complain_about(output, case)
  assert(not complaint, ("the output has %s; %s"):format(complaint, shown))
  return output
end

local function run_case(case)
  local first = run_once(case)
  for _ = 2, case.stable and STABLE_RUNS or 1 do
    assert.are.equal(first, run_once(case))
  end
end

for _, folder in ipairs { "tests/hostile", "../shared/hostile" } do
  describe("hostile models of " .. folder .. ":", function()
    local cases = read_cases(folder)
    for _, case in ipairs(cases) do
      it(case.path:match("[^/]+$"), function() run_case(case) end)
    end
    if #cases == 0 then
      pending("there are none")
    end
  end)
end
