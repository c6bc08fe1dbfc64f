--- Facts of real systems, and generated ones, written as models: all evaluate, nothing is wrong with the
--- model but the references the facts themselves leave open, and the landscape is drawn in time.
--- The collection lies beside the repository; without it these specs are skipped.

local helpers = require "tests.spec.helpers"

local COLLECTION = "../shared/corpus"
local CONVERT = "../shared/tools/corpus2lua.py"
local MAX_RENDER_S = 10
local LARGE = { "--limit", "source=64MiB" } -- generated models outgrow what a person writes

local function find_systems()
  local systems = {}
  for _, folder in ipairs { "", "/microsecend", "/generated" } do
    for _, name in ipairs(helpers.names(COLLECTION .. folder)) do
      if name:match("%.json$") then systems[#systems + 1] = COLLECTION .. folder .. "/" .. name end
    end
  end
  return systems
end

--- The model as Lua; nil when the file holds no system (context maps have a form of their own).
local function convert(path)
  local facts = helpers.json(helpers.read(path))
  if not facts.services then return nil end
  local text = helpers.shell(("python3 %s %s"):format(CONVERT, helpers.quote(path)))
  assert(text and text ~= "", "conversion failed")
  return text, facts
end

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
  local findings, status = helpers.check(folder, LARGE)
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
    { "render", folder, "landscape", "-f", "svg", "-o", "-", table.unpack(LARGE) }, { timeout_s = 60 })
  assert(status == 0 or status == 1, ("exit status %d: %s"):format(status, err))
  assert(out:find("<svg", 1, true), "no picture: " .. err)
  assert(out:find("</svg>", 1, true), "half a picture: " .. err)
  if not helpers.sanitized then
    assert(measured.wall_ms < MAX_RENDER_S * 1000, ("took %.0f ms"):format(measured.wall_ms))
  end
end

describe("systems:", function()
  if not helpers.read(CONVERT) then
    pending("the collection is not here")
    return
  end
  for _, path in ipairs(find_systems()) do
    local name = path:sub(#COLLECTION + 2, -6)
    local text, facts = convert(path)
    if text then
      it(name .. " checks", function() check_system(helpers.model(text), facts) end)
      it(name .. " is drawn", function() draw_landscape(helpers.model(text)) end)
    end
  end
end)
