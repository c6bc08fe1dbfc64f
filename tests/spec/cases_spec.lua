--- tests/cases/<plugin>/<name>.lua: models whose comments say what check must find, and on which line.
--- tests/README.md describes the comments.

local helpers = require "tests.spec.helpers"
local pasteable = require "tests.spec.pasteable"

---@class tests.expectation
---@field rule string
---@field line integer
---@field column? integer
---@field text? string a part of the message

---@class tests.advice
---@field rule string
---@field text string a part of what one of its findings says there

---@class tests.case
---@field select string[] globs of the rules looked at
---@field exit? integer
---@field arguments string[] more words for the command
---@field expected tests.expectation[]
---@field advice tests.advice[] of helps
---@field places tests.advice[] of related places

local function parse_expectations(text, line, into)
  local position = 1
  while position <= #text do
    local rule, column, after = text:match("^[%s,]*([%w/-]+):?(%d*)%s*()", position)
    if not rule then error(("line %d: cannot read '%s'"):format(line, text:sub(position))) end
    local part, behind = text:match('^"([^"]*)"%s*()', after)
    into[#into + 1] = { rule = rule, line = line, column = tonumber(column), text = part }
    position = behind or after
  end
end

local function split(text, pattern)
  local words = {}
  for word in text:gmatch(pattern) do words[#words + 1] = word end
  return words
end

---@param text string the model
---@param plugin string
---@return tests.case
local function parse_case(text, plugin)
  -- A mistake in the case itself is not to go unseen: errors of the model count everywhere.
  local case = { select = { plugin .. "/*" }, model_errors = true, expected = {}, advice = {}, places = {},
    arguments = {} }
  local line = 0
  for source in (text .. "\n"):gmatch("(.-)\r?\n") do
    line = line + 1
    local globs = source:match("^%-%- select:%s*(.-)%s*$")
    if globs then
      case.select, case.model_errors = split(globs, "[^,%s]+"), false
    end
    local arguments = source:match("^%-%- args:%s*(.-)%s*$")
    if arguments then case.arguments = split(arguments, "%S+") end
    case.exit = tonumber(source:match("^%-%- exit:%s*(%d+)")) or case.exit
    local advised, words = source:match("^%-%- help: ([%w/-]+) (.-)%s*$")
    if advised then case.advice[#case.advice + 1] = { rule = advised, text = words } end
    local related, said = source:match("^%-%- related: ([%w/-]+) (.-)%s*$")
    if related then case.places[#case.places + 1] = { rule = related, text = said } end
    local expected = source:match("%-%- expect:%s*(.-)%s*$")
    if expected then parse_expectations(expected, line, case.expected) end
  end
  return case
end

local function glob_matches(glob, name)
  local pattern = glob:gsub("[^%w*]", "%%%0"):gsub("%*", ".*")
  return name:match("^" .. pattern .. "$") ~= nil
end

local function is_looked_at(case, finding)
  if finding.suppressed then return false end
  for _, glob in ipairs(case.select) do
    if glob_matches(glob, finding.rule) then return true end
  end
  return case.model_errors and finding.severity == "error" and glob_matches("model/*", finding.rule)
end

local function meets(expectation, finding, name)
  return finding.rule == expectation.rule and finding.line == expectation.line
    and (not expectation.column or finding.column == expectation.column)
    and (finding.file or ""):sub(-#name) == name
    and (not expectation.text or finding.message:find(expectation.text, 1, true) ~= nil)
end

--- Takes each expectation's finding away; what is left on either side is a complaint.
local function compare(case, findings, name)
  local complaints, left = {}, {}
  for _, finding in ipairs(findings) do
    if is_looked_at(case, finding) then left[#left + 1] = finding end
  end
  for _, expectation in ipairs(case.expected) do
    local found
    for index, finding in ipairs(left) do
      if meets(expectation, finding, name) then
        found = table.remove(left, index)
        break
      end
    end
    if not found then
      complaints[#complaints + 1] = ("line %d: missing %s%s%s"):format(expectation.line, expectation.rule,
        expectation.column and ":" .. expectation.column or "",
        expectation.text and (' "%s"'):format(expectation.text) or "")
    end
  end
  for _, finding in ipairs(left) do
    complaints[#complaints + 1] = ("line %d:%d: not expected: %s: %s"):format(finding.line or 0,
      finding.column or 0, finding.rule, finding.message)
  end
  return complaints
end

--- `texts_of` gives what a finding says there, a list.
local function check_texts(wanted, findings, complaints, where, texts_of)
  for _, advice in ipairs(wanted) do
    local seen, texts = false, {}
    for _, finding in ipairs(findings) do
      for _, text in ipairs(finding.rule == advice.rule and texts_of(finding) or {}) do
        seen = seen or text:find(advice.text, 1, true) ~= nil
        texts[#texts + 1] = "\n    " .. text
      end
    end
    if not seen then
      complaints[#complaints + 1] = ("no %s of %s says: %s; they are:%s"):format(where, advice.rule, advice.text,
        table.concat(texts))
    end
  end
end

local function help_of(finding) return { finding.help } end

local function places_of(finding)
  local texts = {}
  for _, other in ipairs(finding.related) do texts[#texts + 1] = other.message end
  return texts
end

local function check_status(case, status, complaints)
  if case.exit and status ~= case.exit then
    complaints[#complaints + 1] = ("exit status %d, expected %d"):format(status, case.exit)
  elseif not case.exit and status ~= 0 and status ~= 1 then
    complaints[#complaints + 1] = ("exit status %d"):format(status)
  end
end

local function run_case(path, name, plugin)
  local model = helpers.read(path)
  local case = parse_case(model, plugin)
  local findings, status = helpers.check(path, case.arguments)
  local complaints = compare(case, findings, name)
  check_texts(case.advice, findings, complaints, "help", help_of)
  check_texts(case.places, findings, complaints, "related place", places_of)
  check_status(case, status, complaints)
  if #complaints > 0 then error(path .. "\n  " .. table.concat(complaints, "\n  "), 0) end
  if status <= 1 then pasteable.assert_helps(findings, model, case.arguments) end
end

for _, plugin in ipairs(helpers.names("tests/cases")) do
  describe("cases of " .. plugin .. ":", function()
    local folder = "tests/cases/" .. plugin
    for _, name in ipairs(helpers.names(folder)) do
      if name:match("%.lua$") then
        it(name, function() run_case(folder .. "/" .. name, name, plugin) end)
      end
    end
  end)
end
