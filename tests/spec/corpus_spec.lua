--- Facts of real systems, and generated ones, written as models: all evaluate, nothing is wrong with the
--- model but the references the facts themselves leave open, and the landscape is drawn in time.
--- The collection lies beside the repository; without it these specs are skipped.

local helpers = require "tests.spec.helpers"

local systems = require "tests.spec.systems"

local MAX_RENDER_S = 10

--- The names that the facts use and nothing declares, and the brokers that are called: only services are.
local function find_open_names(facts)
  local names, brokers = {}, {}
  for _, finding in ipairs(facts.expected_findings or {}) do
    if finding.class == "dangling-dependency" then names[#names + 1] = finding.subjects[#finding.subjects] end
  end
  for _, broker in ipairs(facts.brokers or {}) do brokers[broker.id] = true end
  for _, call in ipairs(facts.sync or {}) do
    if brokers[call.to] then names[#names + 1] = call.to end
  end
  return names
end

local function is_about(finding, name)
  return finding.rule == "model/unresolved" and finding.message:find(name, 1, true) ~= nil
end

local function any(list, holds)
  for _, item in ipairs(list) do
    if holds(item) then return true end
  end
  return false
end

local function check_system(folder, facts)
  local findings, status = helpers.check(folder, systems.large)
  assert(status == 0 or status == 1, "exit status " .. status)
  local open_names = find_open_names(facts)
  for _, finding in ipairs(findings) do
    local expected = any(open_names, function(name) return is_about(finding, name) end)
    if finding.rule:match("^model/") and finding.severity == "error" and not expected then
      error(("%s:%d: %s: %s"):format(finding.file, finding.line, finding.rule, finding.message), 0)
    end
  end
  for _, name in ipairs(open_names) do
    assert(any(findings, function(finding) return is_about(finding, name) end), name .. " was not missed")
  end
end

local function draw_landscape(folder)
  local status, out, err, measured = helpers.run(
    { "render", folder, "landscape", "-f", "svg", "-o", "-", table.unpack(systems.large) }, { timeout_s = 60 })
  assert(status == 0 or status == 1, ("exit status %d: %s"):format(status, err))
  assert(out:find("<svg", 1, true), "no picture: " .. err)
  assert(out:find("</svg>", 1, true), "half a picture: " .. err)
  if not helpers.sanitized then
    assert(measured.wall_ms < MAX_RENDER_S * 1000, ("took %.0f ms"):format(measured.wall_ms))
  end
end

describe("systems:", function()
  if not systems.are_here() then
    pending("the collection is not here")
    return
  end
  for _, path in ipairs(systems.find()) do
    local name = systems.name(path)
    local text, facts = systems.convert(path)
    if text then
      it(name .. " checks", function() check_system(helpers.model(text), facts) end)
      it(name .. " is drawn", function() draw_landscape(helpers.model(text)) end)
    end
  end
end)
